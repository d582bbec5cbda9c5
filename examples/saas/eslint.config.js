import { defineConfig } from 'eslint/config';
import tsParser from '@typescript-eslint/parser';
import bulwark from '../../dist/index.js';

export default defineConfig([
  {
    files: ['**/*.{ts,tsx,js}'],
    plugins: { bulwark },
    extends: ['bulwark/recommended'],
    languageOptions: {
      parser: tsParser,
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
  },
]);

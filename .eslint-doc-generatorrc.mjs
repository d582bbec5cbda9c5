/** @type {import('eslint-doc-generator').GenerateOptions} */
export default {
  configEmoji: [
    ['recommended', '✅'],
    ['strict', '🔒'],
    ['all', '🌐'],
  ],
  // Every rule is in `all`, so a column for it says nothing.
  ignoreConfig: ['all'],
  urlConfigs: 'https://github.com/bulwark-lint/eslint-plugin-bulwark#rules',
};

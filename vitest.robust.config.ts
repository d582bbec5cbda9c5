import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

// Inherited by the workers: every file of the collections (`BULWARK_ROBUST=sample`: every n-th), and long runs of the generated programs.
process.env['BULWARK_ROBUST'] ??= 'all';
process.env['BULWARK_RUNS'] ??= '2000';

// The everyday suite leaves the foreign code out.
export default defineConfig({ ...base, test: { ...base.test, exclude: [], testTimeout: 600_000 } });

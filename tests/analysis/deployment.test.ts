import { describe, expect, test } from 'vitest';
import { isDevelopmentOnly } from '../../src/analysis/deployment.js';
import { sourceOf } from '../helpers/source.js';

describe('isDevelopmentOnly', () => {
  test.each([
    ["if (process.env.NODE_ENV === 'development') x()", true],
    ["if (process.env.NODE_ENV !== 'production') x()", true],
    ["if ('production' === process.env.NODE_ENV) return; x()", true],
    ["if (process.env.NODE_ENV === 'development' && flag) x()", true],
    ["if (process.env.NODE_ENV === 'development' || flag) x()", false],
    ["const { NODE_ENV } = process.env; if (NODE_ENV === 'test') x()", true],
    ["switch (process.env.NODE_ENV) { case 'development': x() }", true],
    ["switch (process.env.NODE_ENV) { case 'production': x() }", false],
    ['if (__DEV__) x()', true],
    ['if (import.meta.env.DEV) x()', true],
    ['if (env.isProduction) x()', false],
    ['if (!env.isProduction) x()', true],
    ['isDevelopment() && x()', true],
    ['const local = !isProd; if (local) x()', true],
    ['if (device) x()', false],
    ["if (process.env.NODE_ENV === 'production') x()", false],
    ["if (plan !== 'production') x()", false],
    ["if (process.env.NODE_ENV === 'development') later(() => x())", true],
    ["switch (process.env.NODE_ENV) { case 'production': break; default: x() }", true],
    ["if (process.env.NODE_ENV !== 'staging') x()", false],
    ["if ((process.env.NODE_ENV ?? 'development') === 'development') x()", true],
    ['if (debug) x()', false],
  ])('%s', (code, expected) => {
    const source = sourceOf(`function f() { ${code} }`);
    expect(isDevelopmentOnly(source, source.find('x()'))).toBe(expected);
  });

  test('details that somebody asked for count when they are asked for', () => {
    const source = sourceOf('if (verbose) x(); if (details) y();');
    expect(isDevelopmentOnly(source, source.find('x()'), { orDetails: true })).toBe(true);
    expect(isDevelopmentOnly(source, source.find('y()'), { orDetails: true })).toBe(false);
  });
});

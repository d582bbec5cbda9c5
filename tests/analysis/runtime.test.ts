import { describe, expect, it } from 'vitest';
import { runtimeOf } from '../../src/analysis/runtime.js';
import { sceneOf } from '../helpers/kernel.js';

describe('runtimeOf', () => {
  it.each<[string, string, string?]>([
    ["import express from 'express';", 'server'],
    ["import { cookies } from 'next/headers';", 'server'],
    ["import { Injectable } from '@nestjs/common';", 'server'],
    ["import { readFile } from 'node:fs/promises';", 'server'],
    ["import { prisma } from '@/lib/prisma';", 'server'],
    ["const { Pool } = require('pg');", 'server'],
    ['export const GET = () => {};', 'server', '/project/app/api/x/route.ts'],
    ["'use server'; export async function save() {}", 'server'],
    ["'use client'; import { cookies } from 'next/headers';", 'browser'],
    ["import { createApp } from 'vue';", 'browser'],
    ["import Cookies from 'js-cookie';", 'browser'],
    ["export const token = () => localStorage.getItem('token');", 'browser'],
    ["import { useState } from 'react'; export function X() { const [a] = useState(0); return a; }", 'browser'],
    // Types are gone at run time, and a question is no use.
    ["import type { Request } from 'express'; export const f = (r: Request) => r;", 'unknown'],
    ["export const isServer = typeof window === 'undefined';", 'unknown'],
    ["import jwtDecode from 'jwt-decode';", 'unknown'],
    ["import { cookies } from 'next/headers'; export const w = () => window.innerWidth;", 'unknown'],
    ['const document = load(); document.title;', 'unknown'],
  ])('%s: %s', (code, expected, filename = '/project/src/file.ts') => {
    expect(runtimeOf(sceneOf(code, { filename }).kernel)).toBe(expected);
  });
});

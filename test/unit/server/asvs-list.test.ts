import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tables } from '../../../db/schema/index.ts';

const root = join(import.meta.dirname, '../../..');
const list = readFileSync(join(root, 'docs/security-asvs.md'), 'utf8');
const rows = list.split('\n').filter((line) => /^\| \d/.test(line));

test('the list of security requirements names files that are there, and a test for whatever it calls met', () => {
  const named = [...list.matchAll(/`((?:main|db|preload|renderer|test)\/[\w./-]+|package-lock\.json)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const met = rows.filter((row) => row.split('|').length === 6);
  expect(met.length).toBeGreaterThan(50);
  // What is no code has no test: the lock file is its own proof.
  expect(met.filter((row) => !row.includes('`test/') && !row.includes('package-lock.json'))).toEqual([]);
});

test('the inventory names every table with personal data', () => {
  const inventory = readFileSync(join(root, 'docs/security-inventory.md'), 'utf8');
  const personal = tables.filter((t) => Object.values(t.columns).some((c) => c.personal)).map((t) => t.name);
  expect(personal.length).toBeGreaterThan(3);
  expect(personal.filter((name) => !inventory.includes(`\`${name}\``))).toEqual([]);
});

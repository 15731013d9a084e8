import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkLayers } from '../kit/layers.ts';
import { literalTexts } from '../kit/literal-text.ts';

const root = join(import.meta.dirname, '../..');

/** Every source of the project except what tools make. */
function projectSources(): Map<string, string> {
  const files = globSync('**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', {
    cwd: root,
    exclude: (name) => ['node_modules', 'out', 'release', 'coverage', '.git', '.countinghouse'].includes(name),
  });
  return new Map(files.toSorted().map((file) => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]));
}

describe('the house as it stands', () => {
  const sources = projectSources();
  const checked = checkLayers(sources, (path) => existsSync(join(root, path)));

  test('every import of every file is one its folder may make', () => {
    expect(checked.violations).toEqual([]);
  });

  test('every word a person reads stands in a text.ts, ready to be translated', () => {
    // The words of codes are a catalogue too, and one of the codes is called like a property people read.
    const shown = [...sources].filter(
      ([file]) => file.startsWith('renderer/') && !file.endsWith('text.ts') && file !== 'renderer/kit/codes.ts',
    );
    expect(shown.flatMap(([file, source]) => literalTexts(file, source).map((words) => `${file}:${words}`))).toEqual([]);
  });

  test('every room, and every folder a newcomer walks into, explains itself', () => {
    const folders = globSync(['main/domain/*/', 'main/*/', 'db/*/', 'renderer/', 'preload/', 'test/'], { cwd: root });
    const silent = folders.filter((folder) => folder !== 'main/domain' && !existsSync(join(root, folder, 'README.md')));
    expect(folders.length).toBeGreaterThan(25);
    expect(silent).toEqual([]);
  });

  test('the check has read the whole house', () => {
    expect(checked.files).toBeGreaterThan(150);
    expect(checked.imports).toBeGreaterThan(600);
  });
});

/** A small sound house; each case below plants one fault in it. */
const SOUND: Readonly<Record<string, string>> = {
  'preload/contract/sales.ts': `import { z } from 'zod'; export const order = z.object({});`,
  'preload/bridge.ts': `import { ipcRenderer } from 'electron'; export const bridge = ipcRenderer;`,
  'db/schema/index.ts': `export interface DB { sales_order: object }`,
  'db/dialect/portable.ts': `import type { Kysely } from 'kysely'; export type Connection<T> = Kysely<T>;`,
  'db/seed/orders.ts': `export const orders = 'insert into sales_order default values';`,
  'db/open.ts': `import Database from 'better-sqlite3'; import { join } from 'node:path'; export const open = () => new Database(join('a'));`,
  'main/domain/handler.ts': `import type { Context } from '../engine/context.ts'; export const handle = (c: Context) => c;`,
  'main/domain/rooms.ts': `export * from './company/index.ts'; export * from './sales/index.ts';`,
  'main/domain/company/index.ts': `export const zone = 'UTC';`,
  'main/domain/company/store.ts': `export const rows = [];`,
  'main/domain/sales/index.ts': `import { zone } from '../company/index.ts'; import { handle } from '../handler.ts'; export { zone, handle };`,
  'main/domain/sales/rules.ts': `import { sql } from 'kysely'; import { order } from '../../../preload/contract/sales.ts'; export const r = [sql, order];`,
  'main/domain/purchasing/index.ts': `export const bill = 1;`,
  'main/domain/channels/port.ts': `export interface Port { pull(): void }`,
  'main/domain/channels/index.ts': `export type { Port } from './port.ts';`,
  'main/reports/sales-by-day/index.ts': `import { sql } from 'kysely'; export const q = sql;`,
  'main/connectors/csv/index.ts': `import { parse } from 'csv-parse'; import type { Port } from '../../domain/channels/port.ts'; export const c = (p: Port) => [p, parse];`,
  'main/engine/context.ts': `import type { DB } from '../../db/schema/index.ts'; export interface Context { db: DB }`,
  'main/engine/engine.ts': `import { open } from '../../db/open.ts'; import * as rooms from '../domain/rooms.ts'; export const engine = [open, rooms];`,
  'main/engine/readers/pool.ts': `import { Worker } from 'node:worker_threads'; export const w = new Worker(new URL('./worker.ts', import.meta.url));`,
  'main/engine/readers/worker.ts': `import { parentPort } from 'node:worker_threads'; export const port = parentPort;`,
  'main/server/http.ts': `import { createServer } from 'node:http'; import { engine } from '../engine/engine.ts'; export const s = [createServer, engine];`,
  'main/hosts/server.ts': `import { s } from '../server/http.ts'; export const host = s;`,
  'main/shell/main.ts': `import { app } from 'electron'; export const a = app;`,
  'main/tools/cli.ts': `import { host } from '../hosts/server.ts'; export const cli = host;`,
  'renderer/app/main.tsx': `import { Orders } from '../screens/sales/orders/Orders.tsx'; export const App = () => <Orders />;`,
  'renderer/kit/Button.tsx': `import './button.css'; export const Button = () => <button type="button" />;`,
  'renderer/screens/sales/orders/Orders.tsx': `import { Button } from '../../../kit/Button.tsx'; export const Orders = () => <Button />;`,
  'renderer/screens/sales/invoices/Invoices.tsx': `export const Invoices = () => null;`,
  'scripts/run.mjs': `import process from 'node:process'; export const p = process;`,
  'vitest.config.ts': `import { defineConfig } from 'vitest/config'; export default defineConfig({});`,
  'test/unit/a.test.ts': `import { engine } from '../../main/engine/engine.ts'; import React from 'react'; export const x = [engine, React];`,
};

const check = (planted: Readonly<Record<string, string>>): readonly string[] =>
  checkLayers(new Map(Object.entries({ ...SOUND, ...planted })), (path) => path.endsWith('.css')).violations;

const RULES = 'main/domain/sales/rules.ts';

/** What is planted, where, and what the message must name. */
const FAULTS: readonly (readonly [name: string, file: string, text: string, message: string])[] = [
  ['a package in the contract', 'preload/contract/sales.ts', `import 'kysely';`, 'imports kysely'],
  [
    'main in the contract',
    'preload/contract/sales.ts',
    `import type { R } from '../../main/domain/sales/rules.ts';`,
    'imports types of main/domain/sales/rules.ts',
  ],
  ['the contract in the bridge', 'preload/bridge.ts', `import './contract/sales.ts';`, 'imports preload/contract/sales.ts'],
  ['a driver in the row types', 'db/schema/index.ts', `import pg from 'pg'; export { pg };`, 'imports pg'],
  ['Node in what rooms see of SQL', 'db/dialect/portable.ts', `import 'node:fs';`, 'imports node:fs'],
  ['a room in the database', 'db/open.ts', `import '../main/domain/sales/index.ts';`, 'imports main/domain/sales/index.ts'],
  ['Node in a room', RULES, `import { readFileSync } from 'node:fs'; export { readFileSync };`, 'imports node:fs'],
  ['Node in a room by its old name', RULES, `import fs from 'fs'; export { fs };`, 'imports fs'],
  ['Electron in a room', RULES, `export const e = import('electron');`, 'imports electron'],
  ['a package by require', RULES, `export const e = require('pg');`, 'imports pg'],
  ['a type of a package in a room', RULES, `export type P = import('pg').Pool;`, 'imports pg'],
  ['a re-export of a package', RULES, `export { Pool } from 'pg';`, 'imports pg'],
  ['a re-exported type', RULES, `export type * from 'pg';`, 'imports pg'],
  ['a computed import', RULES, `export const load = (name: string) => import(name);`, 'name is computed'],
  ['a lower room past its door', RULES, `export { rows } from '../company/store.ts';`, 'imports main/domain/company/store.ts'],
  ['an equal room', RULES, `export { bill } from '../purchasing/index.ts';`, 'imports main/domain/purchasing/index.ts'],
  ['a higher room', RULES, `export type { Port } from '../channels/index.ts';`, 'imports types of main/domain/channels/index.ts'],
  ['all rooms from one room', RULES, `import '../rooms.ts';`, 'imports main/domain/rooms.ts'],
  ['the engine in a room', RULES, `import '../../engine/engine.ts';`, 'imports main/engine/engine.ts'],
  [
    'more than types of the context',
    RULES,
    `import { Context } from '../../engine/context.ts'; export type C = Context;`,
    'imports main/engine/context.ts',
  ],
  ['a file that is not there', RULES, `import './gone.ts';`, 'which is not there'],
  ['the network in a room', RULES, `export const f = () => fetch('http://a');`, 'uses fetch'],
  ['the network under another name', RULES, `const get = fetch; export { get };`, 'uses fetch'],
  ['the clock in a room', RULES, `export const f = () => Date.now();`, 'uses Date.now'],
  ['a date in a room', RULES, `export const f = () => new Date();`, 'uses new Date'],
  ['a date of a value in a room', RULES, `export const f = (t: string) => new Date(t);`, 'uses new Date of a value'],
  ['chance in a room', RULES, `export const f = () => Math.random();`, 'uses Math.random'],
  ['a timer in a room', RULES, `export const f = () => setTimeout(f, 1);`, 'uses setTimeout'],
  ['a room nobody has placed in the order', 'main/domain/loyalty/index.ts', `export {};`, 'no layer owns this file'],
  ['seeded rows in the engine', 'main/engine/engine.ts', `export * from '../../db/seed/orders.ts';`, 'imports db/seed/orders.ts'],
  ['the engine in a report', 'main/reports/sales-by-day/index.ts', `import '../../engine/engine.ts';`, 'imports main/engine/engine.ts'],
  [
    'a room in a report',
    'main/reports/sales-by-day/index.ts',
    `import '../../domain/sales/index.ts';`,
    'imports main/domain/sales/index.ts',
  ],
  ['today in a report', 'main/reports/sales-by-day/index.ts', `export const d = new Date();`, 'uses new Date'],
  ['our tables in a connector', 'main/connectors/csv/index.ts', `import '../../../db/open.ts';`, 'imports db/open.ts'],
  ['another connector', 'main/connectors/shopify/index.ts', `import '../csv/index.ts';`, 'imports main/connectors/csv/index.ts'],
  ['the server in the engine', 'main/engine/engine.ts', `import '../server/http.ts';`, 'imports main/server/http.ts'],
  [
    'a room past its door in the engine',
    'main/engine/engine.ts',
    `import '../domain/company/store.ts';`,
    'imports main/domain/company/store.ts',
  ],
  [
    'a worker the layer may not start',
    'main/server/http.ts',
    `export const u = new URL('../../db/open.ts', import.meta.url);`,
    'imports db/open.ts',
  ],
  ['a room in the server', 'main/server/http.ts', `import '../domain/sales/index.ts';`, 'imports main/domain/sales/index.ts'],
  ['a tool in a host', 'main/hosts/server.ts', `import '../tools/cli.ts';`, 'imports main/tools/cli.ts'],
  ['the engine in the shell', 'main/shell/main.ts', `import '../engine/engine.ts';`, 'imports main/engine/engine.ts'],
  [
    'the contract in the shell',
    'main/shell/main.ts',
    `import type { O } from '../../preload/contract/sales.ts';`,
    'imports types of preload/contract/sales.ts',
  ],
  ['a test kit in a tool', 'main/tools/cli.ts', `import '../../test/unit/a.test.ts';`, 'imports test/unit/a.test.ts'],
  [
    'main in a screen',
    'renderer/screens/sales/orders/Orders.tsx',
    `import '../../../../main/domain/sales/rules.ts';`,
    'imports main/domain/sales/rules.ts',
  ],
  [
    'the database in the renderer',
    'renderer/app/main.tsx',
    `import type { DB } from '../../db/schema/index.ts';`,
    'imports types of db/schema/index.ts',
  ],
  ['Node in the renderer', 'renderer/kit/Button.tsx', `import 'node:fs';`, 'imports node:fs'],
  [
    'another screen in a screen',
    'renderer/screens/sales/orders/Orders.tsx',
    `export { Invoices } from '../invoices/Invoices.tsx';`,
    'imports renderer/screens/sales/invoices/Invoices.tsx',
  ],
  [
    'a screen in the kit',
    'renderer/kit/Button.tsx',
    `import '../screens/sales/orders/Orders.tsx';`,
    'imports renderer/screens/sales/orders/Orders.tsx',
  ],
  ['a package in the launcher', 'scripts/run.mjs', `import 'kysely';`, 'imports kysely'],
  ['a folder without a rule', 'main/helpers/misc.ts', `export {};`, 'no layer owns this file'],
  ['a source in the root', 'helper.ts', `export {};`, 'no layer owns this file'],
  ['a source that cannot be read', RULES, `import { from './a.ts'`, 'cannot be read'],
];

describe('the check itself', () => {
  test('finds nothing in a sound house', () => {
    expect(check({})).toEqual([]);
  });

  test.each(FAULTS)('finds %s', (_, file, text, message) => {
    const violations = check({ [file]: text });
    expect(violations.filter((v) => v.startsWith(file) && v.includes(message))).toHaveLength(1);
  });

  test('names the line of the fault and the rule', () => {
    expect(check({ [RULES]: `// first\nimport 'node:fs';` })).toEqual([
      expect.stringMatching(
        /^main\/domain\/sales\/rules\.ts:2 imports node:fs: a room knows contract, .* lower rooms through their index\.ts/,
      ),
    ]);
  });

  test('finds files that load each other', () => {
    const violations = check({
      'main/domain/sales/a.ts': `export { b } from './b.ts';`,
      'main/domain/sales/b.ts': `import { c } from './c.ts'; export const b = c;`,
      'main/domain/sales/c.ts': `export const c = async () => import('./a.ts');`,
    });
    expect(violations).toEqual([
      expect.stringContaining('main/domain/sales/a.ts > main/domain/sales/b.ts > main/domain/sales/c.ts > main/domain/sales/a.ts'),
    ]);
  });

  test('lets types refer to each other: they load nothing', () => {
    expect(
      check({
        'main/domain/sales/a.ts': `import type { B } from './b.ts'; export interface A { b: B }`,
        'main/domain/sales/b.ts': `import type { A } from './a.ts'; export interface B { a: A }`,
      }),
    ).toEqual([]);
  });

  test('is not misled by words in comments, texts and names of members', () => {
    expect(
      check({
        [RULES]: `/** fetch( and Date.now */ export const o = { fetch: 'new Date', process: 1 }; export const p = o.fetch + o.process; export const u = Date.UTC(2026, 0, 1);`,
      }),
    ).toEqual([]);
  });
});

test.each([
  ['between tags', '<p>Nothing here</p>', '1: Nothing here'],
  ['in a branch between tags', "<p>{busy ? 'wait' : t('go')}</p>", '1: wait'],
  ['after a condition', '<p>{busy && `wait ${n}`}</p>', '1: wait'],
  ['in an attribute that is read', '<input aria-label="Name" name="login" />', '1: Name'],
  ['under a property that is shown', "({ id: 'a', title: `Debit ${currency}`, name: 'reasonCode' })", '1: Debit'],
  ['from a function', "({ text: (u) => (u.active ? 'Active' : '') })", '1: Active'],
])('words %s are seen', (_where, source, found) => {
  expect(literalTexts('planted.tsx', `export const x = ${source};`)).toEqual([found]);
});

test('translated words, marks and names of the program are no words of the code', () => {
  const source = `export const x = <p title={t('a')} className="Big One">{t('b')} · {n} → <b>{sku}</b></p>; export const y = { label: t('c'), name: 'code' };`;
  expect(literalTexts('sound.tsx', source)).toEqual([]);
});

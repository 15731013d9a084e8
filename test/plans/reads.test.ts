import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { openSqlite, sqliteRowset } from '../../db/dialect/sqlite.ts';
import { compileStatement, declaredSetStatements } from '../../db/dialect/statement.ts';
import { schemaSql } from '../../db/schema/ddl.ts';
import { type DB, tables } from '../../db/schema/index.ts';
import { openHoldsOf } from '../../main/domain/inventory/holds.ts';
import * as load from '../../main/domain/inventory/load-stock.ts';
import * as lots from '../../main/domain/inventory/lots/load.ts';
import { availability } from '../../main/domain/inventory/reserve.ts';
import { rooms } from '../../main/domain/rooms.ts';
import { plansOf } from '../kit/plans.ts';

const PAIRS = [{ item_id: 'itm', other_id: 'x' }];
const READS: Readonly<Record<string, (tx: ReturnType<typeof openSqlite<DB>>) => Promise<unknown>>> = {
  balances: (tx) => load.loadBalances(tx, PAIRS),
  availability: (tx) => load.loadAvailability(tx, PAIRS),
  'availability of items': (tx) => availability({ tx, today: '2026-01-05' }, ['itm']),
  reservations: (tx) => load.loadReservations(tx, [{ subject_kind: 'order', subject_line: 1, warehouse_id: 'wh' }]),
  'reservations to give up': (tx) => load.loadReservationsOf(tx, PAIRS),
  pools: (tx) => load.loadPools(tx, PAIRS),
  'open layers': (tx) => load.loadOpenLayers(tx, [{ item_id: 'itm', other_id: 'va', asked: 1 }]),
  'newest layers': (tx) => load.loadNewestLayers(tx, PAIRS),
  'last costs': (tx) => load.loadLastCosts(tx, PAIRS),
  issues: (tx) => load.loadIssues(tx, [1]),
  'lots at places': (tx) => lots.loadLotsAt(tx, PAIRS),
  'lots by code': (tx) => lots.loadLotsByCode(tx, [{ item_id: 'itm', code: 'A' }]),
  'lots of moves': (tx) => lots.loadLotsOfMoves(tx, [1]),
  'lots with customers': (tx) => lots.loadHeld(tx, [{ lot_id: 'lot', location_id: 'loc' }]),
  'lots by id': (tx) => lots.loadLots(tx, ['lot']),
  'lots inside': (tx) => lots.loadInside(tx, ['lot']),
  'lots that are over': (tx) => lots.overdueStock(tx, '2026-01-05'),
  holds: (tx) => openHoldsOf(tx, [{ kind: 'order', id: 'so' }]),
};

test.each(Object.entries(READS))('a move finds its %s by index, whatever the history', async (_name, read) => {
  const steps = await plansOf(read);
  expect(steps.length).toBeGreaterThan(0);
  // The rows asked for and what was made of them are walked; tables never are, nor indexed anew for one question.
  const walked = steps.filter((s) => s.startsWith('SCAN ') && !/^SCAN (json_each|l|m|\(subquery)\b/.test(s));
  expect([...walked, ...steps.filter((s) => s.includes('AUTOMATIC'))]).toEqual([]);
});

test('no statement that starts from given rows walks a table that grows, whatever room it belongs to', async () => {
  expect(rooms.length).toBeGreaterThan(0);
  const statements = declaredSetStatements();
  expect(statements.length).toBeGreaterThan(20);
  const tx = openSqlite<DB>(':memory:');
  for (const statement of schemaSql('sqlite', tables)) await tx.exec(statement);
  const walked: string[] = [];
  for (const s of statements) {
    const { sql, slots } = compileStatement(s, 'sqlite', tx.db as unknown as Kysely<never>, sqliteRowset);
    const plan = tx.raw.prepare(`explain query plan ${sql}`).all(slots.map(() => '[]')) as { detail: string }[];
    // Places of a warehouse are few, and what a statement made itself is walked by design.
    const bad = plan.filter((r) => /^SCAN (?!json_each|l$|touched|\(subquery)/.test(r.detail) || r.detail.includes('AUTOMATIC'));
    walked.push(...bad.map((r) => `${r.detail}: ${sql.slice(0, 120)}`));
  }
  await tx.close();
  expect(walked).toEqual([]);
});

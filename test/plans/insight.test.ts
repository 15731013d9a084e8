import { expect, test } from 'vitest';
import type { Connection } from '../../db/dialect/portable.ts';
import type { DB } from '../../db/schema/index.ts';
import { rooms } from '../../main/domain/rooms.ts';
import type { QueryContext } from '../../main/engine/context.ts';
import { FIGURES } from '../../preload/contract/insight.ts';
import { MARGIN_KEYS } from '../../preload/contract/insight-margins.ts';
import { plansOf } from '../kit/plans.ts';

const all = { permissions: new Set(['*']), scopes: {} };
const limited = { permissions: new Set(['*']), scopes: { channel: new Set(['chn_a']), warehouse: new Set(['wh_a']) } };

/** Context of a query on an empty company. */
const contextOf = (tx: Connection<DB>, actor: Pick<QueryContext['actor'], 'permissions' | 'scopes'>): QueryContext => ({
  tx,
  now: '2026-01-05T09:00:00.000Z',
  today: '2026-01-05',
  actor: { id: 'usr_a', device: 'test', ...actor },
  company: { id: 'co_a', name: 'A', currency: 'GBP', zone: 'UTC', country: 'GB', settings: new Map() },
});

const QUESTIONS: readonly (readonly [operation: string, input: unknown])[] = [
  ['insight.search', { text: 'so-2026-1', limit: 8 }],
  ['insight.kpis', {}],
  ['insight.proof', {}],
  ...FIGURES.map((figure) => ['insight.rows', { figure, offset: 0, limit: 100 }] as const),
];
/** Accounts of revenue and cost: without any there would be no line to look for. */
const ACCOUNTS = ['revenue', 'cogs', 'cogs-variance'].map(
  (role) => `insert into account (id, code, name, type) values ('acc_${role}', '${role}', '${role}', 'income');
    insert into account_role (role, account_id) values ('${role}', 'acc_${role}')`,
);
/**
 * What may be walked: masters that are few (channels, categories, roles, accounts, areas, places, dimension sets), what is open (indexes 1, 5, 6 and 7 of exceptions hold
 * nothing else), cost
 * pools, which are as many as items and no history, word tables, which answer `match`, and what a statement found itself.
 */
const FEW =
  'channel|category|account_role|c|a|d|place|p|found|r|x USING INDEX channel_exception_[1567]|\\(subquery|item_words VIRTUAL TABLE';
const WALKED = new RegExp(`^SCAN (?!(${FEW})\\b)`);

const query = (operation: string) => rooms.flatMap((room) => room.queries).find((q) => q.def.name === operation);

test.each(MARGIN_KEYS)('margins by %s read the events of their days', async (by) => {
  const margins = query('insight.margins');
  const steps = await plansOf(async (tx) => {
    for (const account of ACCOUNTS) await tx.exec(account);
    return margins?.run(contextOf(tx, all), {
      from: '2026-01-01',
      to: '2026-01-31',
      by,
      sort: 'margin',
      direction: 'desc',
      offset: 0,
      limit: 100,
    });
  });
  expect(steps.length).toBeGreaterThan(0);
  // What replays exchanged between layers is few and has an index of its own; all else is found by day, and what belongs to it by key.
  const few = /^SCAN (v USING INDEX valuation_line_5\b|sold|whole|share|page|category|account_role|g|w|n|h|e|\(subquery)/;
  expect(steps.filter((s) => s.startsWith('SCAN ') && !few.test(s))).toEqual([]);
});

test.each(QUESTIONS.flatMap(([operation, input]) => [all, limited].map((actor) => [operation, input, actor] as const)))(
  '%s reads by index, whatever the history',
  async (operation, input, actor) => {
    const handler = query(operation);
    const steps = await plansOf(async (tx) => {
      for (const account of ACCOUNTS) await tx.exec(account);
      return handler?.run(contextOf(tx, actor), input);
    });
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter((s) => WALKED.test(s) || s.includes('AUTOMATIC'))).toEqual([]);
  },
);

import { expect, test } from 'vitest';
import type { Connection } from '../../db/dialect/portable.ts';
import type { DB } from '../../db/schema/index.ts';
import { insightRoom } from '../../main/domain/insight/index.ts';
import type { QueryContext } from '../../main/engine/context.ts';
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

const QUESTIONS: readonly (readonly [operation: string, input: unknown])[] = [['insight.search', { text: 'so-2026-1', limit: 8 }]];
/** What may be walked: channels are few, word tables answer `match`, and what a statement found is joined. */
const WALKED = /^SCAN (?!channel$|item_words VIRTUAL TABLE|found$|\(subquery|[a-z]+ VIRTUAL TABLE)/;

test.each(QUESTIONS.flatMap(([operation, input]) => [all, limited].map((actor) => [operation, input, actor] as const)))(
  '%s reads by index, whatever the history',
  async (operation, input, actor) => {
    const handler = insightRoom.queries.find((q) => q.def.name === operation);
    const steps = await plansOf(async (tx) => handler?.run(contextOf(tx, actor), input));
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter((s) => WALKED.test(s) || s.includes('AUTOMATIC'))).toEqual([]);
  },
);

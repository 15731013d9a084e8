import { expect, test } from 'vitest';
import { rooms } from '../../main/domain/rooms.ts';
import { engineRoom } from '../../main/engine/room/index.ts';
import { lists } from '../../preload/contract/lists.ts';
import { type PlanStep, stepsOf } from '../kit/plans.ts';

/** How a question of a list is answered, statement by statement. */
async function statementsOf(name: string, input: unknown): Promise<PlanStep[][]> {
  const handler = [...rooms, engineRoom(new Map())].flatMap((r) => r.queries).find((q) => q.def.name === name);
  if (!handler) throw new Error(`no handler for ${name}`);
  return stepsOf((tx) =>
    handler.run(
      {
        tx,
        now: '2026-01-05T09:00:00.000Z',
        today: '2026-01-05',
        actor: { id: 'system', device: 'test', permissions: new Set(['*']), scopes: {} },
        company: { id: 'co', name: 'Co', currency: 'GBP', zone: 'Europe/London', country: 'GB', settings: new Map() },
      },
      handler.def.input.parse(input),
    ),
  );
}

const cutOf = (steps: readonly PlanStep[]) => steps.filter((s) => /^(CO-ROUTINE|MATERIALIZE) w$/.test(s.detail)).map((s) => s.id);

/** How a list cuts the window of a page: the steps inside the subquery that finds its keys. */
const windowOf = async (name: string, input: unknown): Promise<string[]> =>
  (await statementsOf(name, input)).flatMap((steps) => {
    const cut = cutOf(steps);
    return steps.filter((s) => cut.includes(s.parent)).map((s) => s.detail);
  });

test.each(lists.map((l) => l.page.name))('the rows of a page of %s are found by what the window names', async (name) => {
  const beside = (await statementsOf(name, {})).flatMap((steps) => {
    const cut = cutOf(steps);
    return steps.filter((s) => !cut.includes(s.parent)).map((s) => s.detail);
  });
  expect(beside.length).toBeGreaterThan(0);
  expect(beside.filter((s) => /^SCAN (?!w$|json_each)/.test(s) || s.includes('AUTOMATIC'))).toEqual([]);
});

/** The key of a list whose rows are numbered. */
function numbered(page: string): string | undefined {
  const list = lists.find((l) => l.page.name === page);
  const [key = ''] = list?.key ?? [];
  return list?.kinds[key] === 'int' ? key : undefined;
}

const SORTS = lists.flatMap((l) =>
  l.sortable.flatMap((column) => (['asc', 'desc'] as const).map((direction) => [l.page.name, column, direction] as const)),
);
test.each(SORTS)('a page of %s by %s %s walks an index in that order', async (name, column, direction) => {
  const steps = await windowOf(name, { sort: [{ column, direction }] });
  expect(steps.length).toBeGreaterThan(0);
  // A table with a number for its key is itself in the order of that number.
  const inOrder = (s: string) => s.includes(' INDEX ') || (numbered(name) === column && /^SCAN \w+$/.test(s));
  expect(steps.filter((s) => s.includes('TEMP B-TREE') || (s.startsWith('SCAN ') && !inOrder(s)))).toEqual([]);
});

const VALUES = { text: 'x', day: '2026-01-05', instant: '2026-01-05T09:00:00.000Z', bool: true, int: 1, money: 1, micros: 1, qty: 1 };
const FILTERS = lists.flatMap((l) => l.filterable.map((column) => [l.page.name, column, VALUES[l.kinds[column] ?? 'text']] as const));
test.each(FILTERS)('a page of %s where %s is one value finds it in an index', async (name, column, value) => {
  const steps = await windowOf(name, { filter: [{ column, op: 'eq', value }] });
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.filter((s) => s.startsWith('SCAN ') && !s.includes(' COVERING INDEX '))).toEqual([]);
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tables } from '../../../db/schema/index.ts';
import { registry } from '../../../main/hosts/inprocess.ts';
import { lists } from '../../../preload/contract/lists.ts';
import { isCode } from '../../../renderer/kit/codes.ts';
import type { Column, ColumnFilter } from '../../../renderer/kit/column.ts';
import { openTwoSides, type TwoSides } from '../../kit/two-sides.ts';

/** Codes of the database reach people as words of a catalogue, which a translator can take over whole. */
/** Columns whose values people wrote themselves. */
const DATA: ReadonlySet<string> = new Set(['carrier', 'code']);
const root = join(import.meta.dirname, '../../..');

test('every word the database limits a column to has words for people', () => {
  const codes = new Set(tables.flatMap((t) => Object.values(t.columns).flatMap((c) => c.words ?? [])));
  expect(codes.size).toBeGreaterThan(100);
  expect([...codes].filter((code) => !isCode(code))).toEqual([]);
});

test('so has every kind of job', () => {
  expect([...registry.jobs.keys()].filter((kind) => !isCode(kind))).toEqual([]);
});

describe('filters by value', () => {
  let sides: TwoSides;
  beforeAll(async () => {
    sides = await openTwoSides();
  });
  afterAll(() => sides.shop.close());

  /** Columns of the screen that shows a list, whatever it calls them. */
  async function columnsOf(list: string): Promise<readonly Column<never>[]> {
    const shows = (file: string) => readFileSync(join(root, file), 'utf8').includes(`ListColumn<'${list}'>`);
    const file = globSync(['renderer/screens/**/columns.ts', 'renderer/kit/stock/stock.ts'], { cwd: root }).find(shows);
    if (file === undefined) throw new Error(`no screen shows ${list}`);
    const parts = Object.values((await import(join(root, file))) as Record<string, unknown>);
    const made = parts.flatMap((part) =>
      typeof part === 'function' && part.length <= 1 ? ((part as (c: string) => unknown)('GBP') as unknown[]) : part,
    );
    return made.flat().filter((c): c is Column<never> => typeof c === 'object' && c !== null && 'text' in c);
  }

  test.each(lists.map((list) => [list.name, list] as const))('%s', async (name, list) => {
    const filters = (await columnsOf(name)).flatMap((c) => (c.filter ? [c.filter as ColumnFilter] : []));
    const raw: string[] = [];
    for (const by of filters) {
      if (by.kind !== 'set') continue;
      const { values } = await sides.shop.ask<{ values: { value: string | number | null; label: string | null }[] }>(list.facet.name, {
        column: by.by,
      });
      for (const { value, label } of values) {
        // Who acts in this company for a test is no user of it.
        if (value === null || String(value).endsWith('-person')) continue;
        const said = by.named ? (label ?? isCode(String(value))) : by.words ? by.words(String(value)) : isCode(String(value));
        if (!DATA.has(by.by) && (said === null || said === false || said === value)) raw.push(`${by.by} ${value}`);
      }
    }
    expect(raw).toEqual([]);
  });
});

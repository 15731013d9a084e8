import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { handleCommand } from '../../../main/domain/handler.ts';
import { rooms } from '../../../main/domain/rooms.ts';
import type { CommandContext, Standing, StandingRows } from '../../../main/engine/context.ts';
import { buildRegistry, type RoomModule } from '../../../main/engine/registry.ts';
import { command } from '../../../preload/contract/operation.ts';
import { refusal, refuse } from '../../../preload/contract/refusal.ts';
import { openShop, type Shop } from '../../kit/company.ts';

/** A room with one rule that every command reads and few change; what it says is counted by how often it was loaded. */
let loads = 0;
const rule: Standing<string> = {
  tables: ['setting'],
  async load(tx) {
    loads += 1;
    const row = await tx.db.selectFrom('setting').select('value').where('key', '=', 'rule').executeTakeFirst();
    return row?.value ?? 'none';
  },
};
/** The same rule found by its key; what is not there is asked for every time. */
let rowLoads = 0;
const ruleRows: StandingRows<string> = {
  tables: ['setting'],
  async load(tx, keys) {
    rowLoads += 1;
    const rows = await tx.db.selectFrom('setting').select(['key', 'value']).where('key', 'in', keys).execute();
    return new Map(rows.map((r) => [r.key, r.value]));
  },
};
const byKey = async (ctx: CommandContext) => (await ctx.standingRows(ruleRows, ['rule'])).get('rule') ?? 'none';

const changedMind = refusal('probe.changedMind', z.object({}), () => 'The probe was told to refuse.');

const seen = z.object({ before: z.string(), after: z.string() });
const look = command('probe.look', {
  permission: 'probe.write',
  summary: 'Look at the rule',
  input: z.strictObject({}),
  output: seen,
});
const find = command('probe.find', {
  permission: 'probe.write',
  summary: 'Find the rule by its key, write it if asked to, and find it again',
  input: z.strictObject({ value: z.string().max(20).optional(), forget: z.boolean().default(true), refuse: z.boolean().default(false) }),
  output: seen,
  refusals: [changedMind],
});
const write = command('probe.write', {
  permission: 'probe.write',
  summary: 'Look at the rule, write it and look again',
  input: z.strictObject({ value: z.string().max(20), forget: z.boolean().default(true), refuse: z.boolean().default(false) }),
  output: seen,
  refusals: [changedMind],
});

async function put(ctx: CommandContext, value: string): Promise<void> {
  const row = await ctx.tx.db.selectFrom('setting').select('revision').where('key', '=', 'rule').executeTakeFirst();
  if (row) await ctx.tx.updateMany('setting', ['key'], [{ key: 'rule', value: JSON.stringify(value), revision: row.revision + 1 }]);
  else await ctx.tx.insertMany('setting', [{ key: 'rule', value: JSON.stringify(value), revision: 1 }]);
}

const room: RoomModule = {
  name: 'probe',
  commands: [
    handleCommand(look, async (ctx) => ({ before: await ctx.standing(rule), after: await ctx.standing(rule) })),
    handleCommand(find, async (ctx, input) => {
      const before = await byKey(ctx);
      if (input.value !== undefined) {
        await put(ctx, input.value);
        if (input.forget) ctx.forget('setting');
      }
      const after = await byKey(ctx);
      if (input.refuse) throw refuse(changedMind, {});
      return { before, after };
    }),
    handleCommand(write, async (ctx, input) => {
      const before = await ctx.standing(rule);
      await put(ctx, input.value);
      if (input.forget) ctx.forget('setting');
      const after = await ctx.standing(rule);
      if (input.refuse) throw refuse(changedMind, {});
      return { before, after };
    }),
  ],
  queries: [],
};

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ registry: buildRegistry([...rooms, room]) });
  loads = 0;
  rowLoads = 0;
});
afterEach(() => shop.close());

test('what stands is read once, however many commands look at it', async () => {
  for (let i = 0; i < 5; i += 1) expect(await shop.dispatch('probe.look', {})).toEqual({ before: 'none', after: 'none' });
  expect(loads).toBe(1);
});

test('a command sees its own change at once, and every later one sees it too', async () => {
  await shop.dispatch('probe.look', {});
  expect(await shop.dispatch('probe.write', { value: 'strict' })).toEqual({ before: 'none', after: '"strict"' });
  expect(await shop.dispatch('probe.look', {})).toEqual({ before: '"strict"', after: '"strict"' });
});

test.each([
  ['refused', { value: 'strict', refuse: true }, {}],
  ['only tried', { value: 'strict' }, { dryRun: true }],
])('a change that was %s is never seen by others', async (_how, input, how) => {
  await shop.dispatch('probe.look', {});
  await shop.send('probe.write', input, how).catch(() => undefined);
  expect(await shop.dispatch('probe.look', {})).toEqual({ before: 'none', after: 'none' });
});

test('a command that changes what it read and does not say so is a fault and saves nothing', async () => {
  await expect(shop.dispatch('probe.write', { value: 'strict', forget: false })).rejects.toMatchObject({ name: 'Fault' });
  expect(await shop.dispatch('probe.look', {})).toEqual({ before: 'none', after: 'none' });
});

test('rows found by key are read once; what is not there is looked for again', async () => {
  for (let i = 0; i < 3; i += 1) expect(await shop.dispatch('probe.find', {})).toEqual({ before: 'none', after: 'none' });
  expect(rowLoads).toBe(6);
  await shop.dispatch('probe.find', { value: 'strict' });
  rowLoads = 0;
  for (let i = 0; i < 3; i += 1) expect(await shop.dispatch('probe.find', {})).toEqual({ before: '"strict"', after: '"strict"' });
  expect(rowLoads).toBe(1);
});

test('rows found by key follow every change, whoever made it', async () => {
  await shop.dispatch('probe.find', { value: 'first' });
  expect(await shop.dispatch('probe.find', { value: 'second' })).toEqual({ before: '"first"', after: '"second"' });
  await shop.dispatch('probe.write', { value: 'third' });
  expect(await shop.dispatch('probe.find', {})).toEqual({ before: '"third"', after: '"third"' });
});

test.each([
  ['refused', { value: 'strict', refuse: true }, {}],
  ['only tried', { value: 'strict' }, { dryRun: true }],
  ['a fault', { value: 'strict', forget: false }, {}],
])('rows of a change that was %s are never found by others', async (_how, input, how) => {
  await shop.dispatch('probe.find', { value: 'first' });
  await shop.send('probe.find', input, how).catch(() => undefined);
  expect(await shop.dispatch('probe.find', {})).toEqual({ before: '"first"', after: '"first"' });
});

import { z } from 'zod';
import { handleCommand } from '../../main/domain/handler.ts';
import { rooms } from '../../main/domain/rooms.ts';
import type { CommandContext } from '../../main/engine/context.ts';
import { Outage } from '../../main/engine/failure.ts';
import type { JobHandler } from '../../main/engine/jobs/model.ts';
import type { OutboxCarrier } from '../../main/engine/outbox/model.ts';
import { buildRegistry, type RoomModule } from '../../main/engine/registry.ts';
import { command } from '../../preload/contract/operation.ts';
import { refusal, refuse } from '../../preload/contract/refusal.ts';

const refusedByProbe = refusal('probe.refused', z.object({}), () => 'The probe was told to refuse.');

/** A counter kept in a setting: adding twice shows, whereas creating the same record twice would be refused. */
async function addTo(ctx: CommandContext, key: string, by: number): Promise<number> {
  const row = await ctx.tx.db.selectFrom('setting').selectAll().where('key', '=', key).executeTakeFirst();
  const value = Number(row?.value ?? 0) + by;
  if (row)
    await ctx.tx.db
      .updateTable('setting')
      .set({ value: String(value), revision: row.revision + 1 })
      .where('key', '=', key)
      .execute();
  else await ctx.tx.insertMany('setting', [{ key, value: String(value), revision: 1 }]);
  return value;
}

const add = command('probe.add', {
  permission: 'probe.write',
  summary: 'Add to the counter',
  input: z.strictObject({ key: z.string().max(40).default('probe'), by: z.int() }),
  output: z.object({ value: z.int() }),
  refusals: [refusedByProbe],
});
const send = command('probe.send', {
  permission: 'probe.write',
  summary: 'Queue an effect',
  input: z.strictObject({ kind: z.string().max(40), target: z.string().max(40), key: z.string().max(80), payload: z.json() }),
  output: z.object({}),
});
const answered = command('probe.answered', {
  permission: 'probe.write',
  summary: 'Record the answer to an effect',
  input: z.strictObject({ target: z.string().max(40), refuse: z.boolean().default(false) }),
  output: z.object({ value: z.int() }),
  internal: true,
});
const startLater = command('probe.startLater', {
  permission: 'probe.write',
  summary: 'Queue a job',
  input: z.strictObject({ kind: z.string().max(40), payload: z.json(), uniqueKey: z.string().max(40).optional() }),
  output: z.object({ jobId: z.string(), started: z.boolean() }),
});

const fail = command('probe.fail', {
  permission: 'probe.write',
  summary: 'Fail in the way asked for, after having written something',
  input: z.strictObject({ how: z.enum(['fault', 'outage', 'none']) }),
  output: z.object({ value: z.int() }),
});

/** Operations of the probe room that a server may publish. */
export const probeOperations = [add, send, startLater, fail];

/** A room for tests of the machinery: a counter, effects and jobs with handlers the test brings. */
export function probeRegistry(parts: { jobs?: readonly JobHandler[]; carriers?: readonly OutboxCarrier[] } = {}) {
  const room: RoomModule = {
    name: 'probe',
    commands: [
      handleCommand(add, async (ctx, { key, by }) => {
        if (by === 0) throw refuse(refusedByProbe, {});
        return { value: await addTo(ctx, key, by) };
      }),
      handleCommand(fail, async (ctx, { how }) => {
        const value = await addTo(ctx, 'fail', 1);
        if (how === 'fault') throw new Error('secret detail of a bug');
        if (how === 'outage') throw new Outage('The probe is busy');
        return { value };
      }),
      handleCommand(send, async (ctx, { kind, target, key, payload }) => {
        await ctx.send({ kind, target, idempotencyKey: key, payload });
        return {};
      }),
      handleCommand(answered, async (ctx, input) => {
        if (input.refuse) throw refuse(refusedByProbe, {});
        return { value: await addTo(ctx, `answered.${input.target}`, 1) };
      }),
      handleCommand(startLater, async (ctx, { kind, payload, uniqueKey }) =>
        ctx.later({ kind, payload, ...(uniqueKey === undefined ? {} : { uniqueKey }) }),
      ),
    ],
    queries: [],
    ...parts,
  };
  return buildRegistry([...rooms, room]);
}

import { channelsOperations } from '../../../../preload/contract/channels.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleCommand } from '../../handler.ts';
import { importRecords } from '../import-records.ts';
import { loadChannel } from '../model.ts';
import { settleRecords } from '../settle-records.ts';

/** The same content is one run, whatever its name: asking again answers with the run there is. */
export const openRun = handleCommand(channelsOperations.openRun, async (ctx, input) => {
  const channel = await loadChannel(ctx, input.channelId);
  const row = await ctx.tx.db
    .selectFrom('channel_run')
    .select(['id', 'state'])
    .where('channel_id', '=', channel.id)
    .where('source_hash', '=', input.sourceHash)
    .executeTakeFirst();
  if (row) return { runId: row.id, state: row.state };
  await ctx.tx.insertMany('channel_run', [
    {
      id: input.runId,
      channel_id: channel.id,
      source: input.source,
      source_hash: input.sourceHash,
      state: 'running',
      started_at: ctx.now,
      finished_at: null,
      records: 0,
      imported: 0,
      unchanged: 0,
      parked: 0,
      message: null,
      revision: 1,
    },
  ]);
  return { runId: input.runId, state: 'running' };
});

export const importBatch = handleCommand(channelsOperations.importBatch, async (ctx, input) =>
  importRecords(ctx, await loadChannel(ctx, input.channelId), input.runId, input.records),
);

export const settleBatch = handleCommand(channelsOperations.settleBatch, async (ctx, input) =>
  settleRecords(ctx, await loadChannel(ctx, input.channelId), input.externalIds),
);

export const finishRun = handleCommand(channelsOperations.finishRun, async (ctx, input) => {
  const run = await ctx.tx.db.selectFrom('channel_run').selectAll().where('id', '=', input.runId).executeTakeFirst();
  if (!run) throw refuse(notFound, { kind: 'run', id: input.runId });
  const states = await ctx.tx.db
    .selectFrom('inbox')
    .select(({ fn }) => ['state', fn.countAll<number>().as('n')])
    .where('run_id', '=', run.id)
    .groupBy('state')
    .execute();
  const of = (...names: string[]) => states.filter((s) => names.includes(s.state)).reduce((n, s) => n + Number(s.n), 0);
  const records = states.reduce((n, s) => n + Number(s.n), 0);
  const imported = of('imported');
  const parked = of('unresolved', 'parked');
  await ctx.tx.db
    .updateTable('channel_run')
    .set({
      state: input.state,
      finished_at: ctx.now,
      records,
      imported,
      parked,
      message: input.message ?? null,
      revision: run.revision + 1,
    })
    .where('id', '=', run.id)
    .execute();
  return { records, imported, parked };
});

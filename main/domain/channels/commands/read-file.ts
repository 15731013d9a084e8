import { channelFileOperations, IMPORT_FILE, PREVIEW_FILE, takesFiles, takesNoFiles } from '../../../../preload/contract/channel-files.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { assertInScope } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { loadChannel } from '../model.ts';

/** Queues a job that reads an uploaded file; the same file of a channel is read by one job at a time. */
async function queued(ctx: CommandContext, kind: string, input: { channelId: string; fileId: string }): Promise<{ jobId: string }> {
  const { channelId, fileId } = input;
  assertInScope(ctx.actor, 'channel', channelId);
  const channel = await loadChannel(ctx, channelId);
  if (!takesFiles(channel.connector)) throw refuse(takesNoFiles, { channel: channel.name, connector: channel.connector });
  const file = await ctx.tx.db.selectFrom('stored_file').select('id').where('id', '=', fileId).executeTakeFirst();
  if (!file) throw refuse(notFound, { kind: 'file', id: fileId });
  const { jobId } = await ctx.later({ kind, payload: { channelId, fileId }, uniqueKey: `${kind}/${channelId}/${fileId}` });
  return { jobId };
}

export const previewFile = handleCommand(channelFileOperations.previewFile, (ctx, input) => queued(ctx, PREVIEW_FILE, input));

export const importFile = handleCommand(channelFileOperations.importFile, (ctx, input) => queued(ctx, IMPORT_FILE, input));

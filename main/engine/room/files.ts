import type { Selectable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { notFound, notPermitted } from '../../../preload/contract/engine.ts';
import { FILE_PURPOSES, type FileFacts, fileOperations } from '../../../preload/contract/files.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { fromMillis, toMillis } from '../../../preload/contract/values/instant.ts';
import { handleCommand, handleQuery } from '../../domain/handler.ts';
import { mayDo } from '../admission.ts';
import type { Actor } from '../context.ts';

/** Rows forgotten by one command: short enough that nobody's click waits for it. */
const BATCH = 500;
const DAY_MS = 86_400_000;

/** To somebody limited to a part of the company only files of their own making: a file says nothing of the part it is about. */
const onlyOwn = ({ scopes }: Actor): boolean => scopes.warehouse !== undefined || scopes.channel !== undefined;

function assertMayRead(actor: Actor, permission: string, operation: string): void {
  if (!mayDo(actor, permission)) throw refuse(notPermitted, { operation, permission });
}

const shown = (r: Selectable<DB['stored_file']>): FileFacts => ({
  fileId: r.id,
  name: r.name,
  mediaType: r.media_type,
  bytes: r.bytes,
  sha256: r.sha256,
  purpose: r.purpose,
  permission: r.permission,
  madeBy: r.made_by,
  madeAt: r.made_at,
  expiresAt: r.expires_at,
});

export const recordFile = handleCommand(fileOperations.recordFile, async (ctx, input) => {
  assertMayRead(ctx.actor, input.permission, 'engine.recordFile');
  const days = input.keepDays === undefined ? FILE_PURPOSES[input.purpose] : input.keepDays;
  const fileId = ctx.newId('file');
  await ctx.tx.insertMany('stored_file', [
    {
      id: fileId,
      name: input.name,
      media_type: input.mediaType,
      bytes: input.bytes,
      sha256: input.sha256,
      purpose: input.purpose,
      permission: input.permission,
      made_by: ctx.actor.id,
      made_at: ctx.now,
      expires_at: days === null ? null : fromMillis(toMillis(ctx.now) + days * DAY_MS),
    },
  ]);
  return { fileId };
});

export const pruneFiles = handleCommand(fileOperations.pruneFiles, async (ctx) => {
  const { db } = ctx.tx;
  const gone = await db
    .deleteFrom('stored_file')
    .where('id', 'in', (eb) => eb.selectFrom('stored_file').select('id').where('expires_at', '<=', ctx.now).limit(BATCH))
    .executeTakeFirst();
  const files = Number(gone.numDeletedRows);
  return { files, more: files === BATCH };
});

export const getFile = handleQuery(fileOperations.getFile, async (ctx, { fileId }) => {
  const row = await ctx.tx.db.selectFrom('stored_file').selectAll().where('id', '=', fileId).executeTakeFirst();
  if (row && onlyOwn(ctx.actor) && row.made_by !== ctx.actor.id) throw refuse(notFound, { kind: 'file', id: fileId });
  if (!row || (row.expires_at !== null && row.expires_at <= ctx.now)) throw refuse(notFound, { kind: 'file', id: fileId });
  assertMayRead(ctx.actor, row.permission, 'engine.getFile');
  return shown(row);
});

export const listFiles = handleQuery(fileOperations.listFiles, async (ctx, input) => {
  const { db } = ctx.tx;
  const asked = await db.selectFrom('stored_file').select('permission').distinct().execute();
  const readable = asked.map((r) => r.permission).filter((p) => mayDo(ctx.actor, p));
  if (readable.length === 0) return { rows: [], next: null };
  let q = db.selectFrom('stored_file').selectAll().where('permission', 'in', readable);
  if (onlyOwn(ctx.actor)) q = q.where('made_by', '=', ctx.actor.id);
  q = q.where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', ctx.now)]));
  if (input.purpose !== undefined) q = q.where('purpose', '=', input.purpose);
  if (input.before !== undefined) q = q.where('id', '<', input.before);
  const rows = await q.orderBy('id', 'desc').limit(input.limit).execute();
  return { rows: rows.map(shown), next: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null };
});

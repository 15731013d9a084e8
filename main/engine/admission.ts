import type { z } from 'zod';
import type { Connection } from '../../db/dialect/portable.ts';
import { statement } from '../../db/dialect/portable.ts';
import { tableOfId } from '../../db/schema/ids.ts';
import type { DB } from '../../db/schema/index.ts';
import { tableNamed } from '../../db/schema/index.ts';
import { badInput, commandIdReused, expectMissing, stale } from '../../preload/contract/engine.ts';
import type { CommandEnvelope, CommandReply } from '../../preload/contract/envelope.ts';
import type { CommandDef } from '../../preload/contract/operation.ts';
import { holds } from '../../preload/contract/permission.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import type { Actor } from './context.ts';
import { issueWords } from './issue-words.ts';

/** What a command has to get past before its body runs: form, permission, its id, and what its asker looked at. */

/** NUL and lone surrogates as JSON escapes them: neither database keeps them as they are. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

export interface CommandRequest extends CommandEnvelope {
  readonly operation: string;
  readonly input: unknown;
  readonly actor: Actor;
  /** Bulk work waits behind what people click. */
  readonly bulk?: boolean;
  /** Asked by the engine on behalf of the actor: its own operations, which no door publishes, need no permission of theirs. */
  readonly inside?: boolean;
  /** Runs first inside the transaction and throws to refuse: a job proves that it still holds its lease. */
  readonly guard?: (tx: Connection<DB>) => Promise<void>;
}

/** Parses an operation's input; unknown keys and out-of-bounds values are refused with their paths. */
export function parseInput(operation: string, schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input, { error: issueWords });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 50).map((i) => ({ path: i.path.join('.'), message: i.message }));
  throw refuse(badInput, { operation, issues });
}

/** Whether an actor holds a permission; `*` is the owner's, `room.*` a whole room's. */
export function mayDo(actor: Actor, permission: string): boolean {
  return holds(actor.permissions, permission);
}

/** The text of an input that is hashed and compared; refuses what no database keeps as it is. */
export function storableText(operation: string, input: unknown): string {
  const text = canonicalJson(input);
  if (UNSTORABLE.test(text))
    throw refuse(badInput, { operation, issues: [{ path: '', message: 'text holds a NUL or half a character; remove it' }] });
  return text;
}

const byCommandId = statement<
  DB,
  { id: string },
  { seq: number; operation: string; input_hash: string; salt: string | null; reply: string }
>((db, p) => db.selectFrom('command_log').select(['seq', 'operation', 'input_hash', 'salt', 'reply']).where('command_id', '=', p('id')));

/** The committed command of this id, if there is one. */
export const earlierCommand = async (tx: Connection<DB>, commandId: string) => (await tx.run(byCommandId, { id: commandId }))[0];

/** What an earlier command of the same id and input answered; another input is refused. */
export function replay(
  earlier: { seq: number; operation: string; input_hash: string; salt: string | null; reply: string },
  request: CommandRequest,
  inputText: string,
): CommandReply<unknown> {
  const same =
    earlier.operation === request.operation && earlier.salt !== null && earlier.input_hash === sha256(`${earlier.salt}|${inputText}`);
  if (!same) throw refuse(commandIdReused, { commandId: request.commandId, operation: earlier.operation });
  return { seq: earlier.seq, output: JSON.parse(earlier.reply) as unknown, replayed: true };
}

/** What a command edits was looked at, and is still what was looked at. A record that is not there yet needs no look. */
export async function assertLooked(
  tx: Connection<DB>,
  def: CommandDef,
  input: unknown,
  expect: readonly { readonly id: string; readonly revision: number }[],
): Promise<void> {
  for (const e of expect) await assertRevision(tx, e.id, e.revision);
  const looked = new Set(expect.map((e) => e.id));
  for (const id of def.edits?.(input) ?? [])
    if (!looked.has(id) && (await rowOf(tx, id))) throw refuse(expectMissing, { operation: def.name, id });
}

async function rowOf(tx: Connection<DB>, id: string): Promise<Record<string, unknown> | undefined> {
  const found = tableOfId(id);
  if (!found) return undefined;
  return (await tx.db
    .selectFrom(found.table as 'setting')
    .selectAll()
    .where(found.column as 'key', '=', found.key)
    .executeTakeFirst()) as Record<string, unknown> | undefined;
}

async function assertRevision(tx: Connection<DB>, id: string, revision: number): Promise<void> {
  const found = tableOfId(id);
  const row = await rowOf(tx, id);
  const current = row ? Number(row['revision']) : null;
  if (current === revision) return;
  const personal = found ? tableNamed(found.table).columns : {};
  const shown = row ? Object.fromEntries(Object.entries(row).filter(([c]) => !personal[c]?.personal)) : null;
  throw refuse(stale, { id, expected: revision, current, row: shown });
}

/** Whether everything somebody looked at is still as it was. */
export async function stillAsLooked(
  tx: Connection<DB>,
  expect: readonly { readonly id: string; readonly revision: number }[],
): Promise<boolean> {
  for (const { id, revision } of expect) if (Number((await rowOf(tx, id))?.['revision'] ?? 0) !== revision) return false;
  return true;
}

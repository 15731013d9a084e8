import type { Connection } from '../../db/dialect/portable.ts';
import type { DB } from '../../db/schema/index.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import type { Entropy, Why } from './context.ts';

/**
 * One link of the audit chain: previous head, command row (without what is erasable or measured), change hashes, ledger
 * digest, and where somebody approved the command or said why, the hash of that.
 */
export function chainLink(
  previous: string,
  row: {
    seq: number;
    command_id: string;
    operation: string;
    actor_id: string;
    device: string;
    at: string;
    input_hash: string;
    reply: string;
    changes: number;
    ledger_digest: string;
  },
  changeHashes: readonly string[],
  reasonHash?: string,
): string {
  const command = [row.seq, row.command_id, row.operation, row.actor_id, row.device, row.at, row.input_hash, row.reply, row.changes];
  const body = `${previous}|${JSON.stringify(command)}|${changeHashes.join(',')}|${row.ledger_digest}`;
  return sha256(reasonHash === undefined ? body : `${body}|${reasonHash}`);
}

/** Commitment to approver and reason; the salt makes it unguessable once it and the words are erased. */
export const reasonHash = (salt: string, approverId: string | null, why: Why): string =>
  sha256(`${salt}|${canonicalJson([approverId, why.code, why.text])}`);

/** Keeps who approved a command and why it was done; returns the hash for the chain, undefined where there is neither. */
export async function storeReason(
  tx: Connection<DB>,
  seq: number,
  approverId: string | null,
  why: Why | undefined,
  entropy: Entropy,
): Promise<string | undefined> {
  if (approverId === null && why === undefined) return undefined;
  const { code, text } = why ?? { code: null, text: null };
  const salt = Buffer.from(entropy.bytes(16)).toString('hex');
  const hash = reasonHash(salt, approverId, { code, text });
  await tx.insertMany('command_reason', [{ seq, approver_id: approverId, reason_code: code, reason: text, salt, hash }]);
  return hash;
}

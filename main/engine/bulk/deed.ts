import { type Bulk, type BulkDeed, bulkDeeds, noBulkDeed } from '../../../preload/contract/bulk.ts';
import { notPermitted } from '../../../preload/contract/engine.ts';
import { operations } from '../../../preload/contract/index.ts';
import { lists } from '../../../preload/contract/lists.ts';
import type { CommandDef, OperationDef } from '../../../preload/contract/operation.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { unknownList } from '../../../preload/contract/views.ts';
import { mayDo } from '../admission.ts';
import type { Actor } from '../context.ts';

const byName: ReadonlyMap<string, OperationDef> = new Map(
  Object.values(operations)
    .flatMap((room): OperationDef[] => Object.values(room))
    .map((def) => [def.name, def]),
);

/** A deed with the command it is made of and the list its rows come from. */
interface KnownDeed {
  readonly deed: BulkDeed;
  readonly def: CommandDef;
  readonly list: (typeof lists)[number];
}

/** What is asked for, as the contract knows it. Refuses a list or a command that cannot be used so, and who may not use them. */
export function deedOf(actor: Actor, { list: name, operation }: Pick<Bulk, 'list' | 'operation'>): KnownDeed {
  const list = lists.find((l) => l.name === name);
  if (!list || !mayDo(actor, list.permission)) throw refuse(unknownList, { list: name });
  const deed = bulkDeeds.find((d) => d.list === name && d.operation === operation);
  const def = byName.get(operation);
  if (!deed || def?.kind !== 'command') throw refuse(noBulkDeed, { list: name, operation });
  if (!mayDo(actor, def.permission)) throw refuse(notPermitted, { operation, permission: def.permission });
  return { deed, def, list };
}

/** The command for one row: its input, and what was looked at where the command edits the row. */
export function commandFor(
  { deed, def, list }: KnownDeed,
  common: Bulk['input'],
  row: { readonly subjectId: string; readonly revision: number | null },
) {
  const { subjectId: id, revision } = row;
  const key = list.kinds['id'] === 'int' ? Number(id) : id;
  const input = { ...common, [deed.subject]: deed.listed ? [key] : key };
  return { input, ...(def.edits && revision !== null ? { expect: [{ id, revision }] } : {}) };
}

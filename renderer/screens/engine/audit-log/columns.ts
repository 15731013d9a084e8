import type { Column } from '../../../kit/column.ts';
import { count, moment, operationWords } from '../../../kit/format.ts';
import type { CommandRow } from './store.ts';

const THOUSAND = 1000;

const DONE: Readonly<Record<string, string>> = { insert: 'added', update: 'changed', delete: 'removed' };

/** `12 sales order added, 3 channel run changed`. */
const changed = (row: CommandRow): string =>
  row.changed.map((c) => `${count(c.count)} ${c.table.replaceAll('_', ' ')} ${DONE[c.op] ?? c.op}`).join(', ');

export const columns: readonly Column<CommandRow>[] = [
  { id: 'seq', title: 'Commit', width: 90, numeric: true, text: (c) => count(c.seq) },
  { id: 'at', title: 'When', width: 175, text: (c) => moment(c.at), hint: (c) => c.at },
  { id: 'actor', title: 'Who', width: 130, text: (c) => c.actorId },
  { id: 'device', title: 'From', width: 90, text: (c) => c.device },
  {
    id: 'operation',
    title: 'What was done',
    width: 220,
    text: (c) => operationWords(c.operation),
    hint: (c) => `${c.operation} ${c.commandId}`,
  },
  { id: 'changed', title: 'What it changed', grow: true, text: changed },
  { id: 'changes', title: 'Rows', width: 80, numeric: true, text: (c) => count(c.changes) },
  { id: 'duration', title: 'ms', width: 70, numeric: true, text: (c) => count(Math.round(c.durationUs / THOUSAND)) },
];

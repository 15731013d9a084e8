import { count, moment, operationWords } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { reasonWords, sentence } from '../../../kit/history/sentence.ts';
import type { CommandRow } from './store.ts';
import { t } from './text.ts';

const CHANGED: Readonly<Record<string, string>> = { insert: 'added', update: 'changed', delete: 'removed' };

/** `12 sales order added, 3 channel run changed`. */
const changed = (row: CommandRow): string =>
  row.changed.map((c) => `${count(c.count)} ${c.table.replaceAll('_', ' ')} ${CHANGED[c.op] ?? c.op}`).join(', ');

export const columns: readonly ListColumn<'engine.commands'>[] = [
  { id: 'at', title: t('at'), width: 165, filter: { by: 'on', kind: 'day' }, text: (c) => moment(c.at), hint: (c) => c.at },
  {
    id: 'operation',
    title: t('what'),
    grow: true,
    filter: { by: 'operation', kind: 'set', words: operationWords },
    text: sentence,
    hint: (c) => `${c.operation} ${c.commandId}`,
    link: (c) => `/audit-log/${c.seq}`,
  },
  { id: 'reason', title: t('why'), width: 200, text: reasonWords },
  { id: 'actor', title: t('person'), width: 130, aside: true, filter: { by: 'actorId', kind: 'set', named: true }, text: (c) => c.actor },
  { id: 'approver', title: t('approver'), width: 130, text: (c) => c.approver ?? '' },
  { id: 'device', title: t('device'), width: 100, text: (c) => c.device },
  { id: 'changes', title: t('changes'), width: 70, numeric: true, text: (c) => count(c.changes), hint: changed },
  { id: 'seq', title: t('commit'), width: 80, numeric: true, sort: 'seq', text: (c) => count(c.seq) },
];

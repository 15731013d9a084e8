import type { OutputOf } from '../../client/operations.ts';
import type { Column } from '../column.ts';
import { moment, operationWords, words } from '../format.ts';
import { FailureNote, Waiting } from '../Note.tsx';
import { Table } from '../Table.tsx';
import { useAsk } from '../use-ask.ts';
import { t } from './text.ts';

type Change = OutputOf<'engine.history'>['rows'][number];
/** Raised with every change; says nothing to a person. */
const OWN_TO_THE_ENGINE = new Set(['revision', 'row_hash', 'seq']);

const shown = (value: unknown): string => (value === null || value === undefined ? '–' : String(value));

/** What a change did to the row: `State open → completed`. The first change made the row. */
function told(change: Change): string {
  if (change.op === 'insert') return t('made');
  if (change.op === 'delete') return t('gone');
  return change.values
    .filter((v) => !OWN_TO_THE_ENGINE.has(v.column))
    .map((v) => (v.erased ? t('erased', { column: words(v.column) }) : `${words(v.column)} ${shown(v.before)} → ${shown(v.after)}`))
    .join(', ');
}

/** The audit trail of one record in words, newest last: who did what, when, and what it changed. */
export function History({ table, id }: { readonly table: string; readonly id: string }) {
  const { output, failure, again } = useAsk('engine.history', { table, key: id });
  const users = useAsk('company.listUsers', {}).output;
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const names = new Map(users?.rows.map((u) => [u.id, u.name]));
  const columns: readonly Column<Change>[] = [
    { id: 'at', title: t('at'), width: 165, text: (c) => moment(c.at) },
    { id: 'who', title: t('who'), width: 150, text: (c) => names.get(c.actorId) ?? words(c.actorId) },
    { id: 'what', title: t('what'), width: 220, text: (c) => operationWords(c.operation) },
    { id: 'change', title: t('change'), grow: true, text: told },
  ];
  return (
    <>
      {output.leftOut > 0 ? <p className="quiet">{t('older', { count: output.leftOut })}</p> : null}
      <Table columns={columns} empty={t('nothing')} label={t('history')} rowId={(c) => `${c.seq}-${c.n}`} rows={output.rows} />
    </>
  );
}

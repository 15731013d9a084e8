import { useMemo } from 'react';
import { useCurrency } from '../../client/connection.ts';
import type { OutputOf } from '../../client/operations.ts';
import type { Column } from '../column.ts';
import { moment, words } from '../format.ts';
import { did, reasonWords } from '../history/sentence.ts';
import { beforeAfter, columnWords, saysNothing } from '../history/value.ts';
import { FailureNote, Waiting } from '../Note.tsx';
import { Table } from '../Table.tsx';
import { useAsk } from '../use-ask.ts';
import { t } from './text.ts';

type Change = OutputOf<'engine.history'>['rows'][number];
/** What a change did to the row: `State open → completed`. The first change made the row. */
function told(change: Change, currency: string): string {
  if (change.op === 'insert') return t('made');
  if (change.op === 'delete') return t('gone');
  return change.values
    .filter((v) => !saysNothing(v))
    .map((v) => {
      const column = columnWords(v.column);
      const { before, after } = beforeAfter(v, change, currency);
      return v.erased ? t('erased', { column }) : `${column} ${before} → ${after}`;
    })
    .join(', ');
}

/** With whose consent and why: `approved by Bea: Ordered twice`. */
const consent = (c: Change): string =>
  [c.approver === null ? '' : t('approvedBy', { who: c.approver }), reasonWords(c)].filter(Boolean).join(': ');

const columnsOf = (currency: string): readonly Column<Change>[] => [
  { id: 'at', title: t('at'), width: 160, text: (c) => moment(c.at), hint: (c) => c.at },
  { id: 'who', title: t('who'), width: 140, text: (c) => c.actor, hint: (c) => `${c.actorId}, ${c.device}` },
  { id: 'what', title: t('what'), width: 190, text: (c) => words(did(c.operation)).replace(/:$/, ''), link: (c) => `/audit-log/${c.seq}` },
  { id: 'change', title: t('change'), grow: true, text: (c) => told(c, currency), hint: (c) => told(c, currency) },
  { id: 'why', title: t('why'), width: 230, text: consent },
];

/** The audit trail of one record in words, newest last: who did what, when, why, with whose consent, and what it changed. */
export function History({ table, id }: { readonly table: string; readonly id: string }) {
  const { output, failure, again } = useAsk('engine.history', { table, key: id });
  const currency = useCurrency();
  const columns = useMemo(() => columnsOf(currency), [currency]);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <>
      {output.leftOut > 0 ? <p className="quiet">{t('older', { count: output.leftOut })}</p> : null}
      <Table columns={columns} empty={t('nothing')} label={t('history')} rowId={(c) => `${c.seq}-${c.n}`} rows={output.rows} />
    </>
  );
}

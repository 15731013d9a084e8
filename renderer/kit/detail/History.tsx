import type { OutputOf } from '../../client/operations.ts';
import type { Column } from '../column.ts';
import { moment, words } from '../format.ts';
import { did, reasonWords } from '../history/sentence.ts';
import { shownValue } from '../history/value.ts';
import { FailureNote, Waiting } from '../Note.tsx';
import { Table } from '../Table.tsx';
import { useAsk } from '../use-ask.ts';
import { t } from './text.ts';

type Change = OutputOf<'engine.history'>['rows'][number];
/** Raised with every change; says nothing to a person. */
const OWN_TO_THE_ENGINE = new Set(['revision', 'row_hash', 'seq']);

/** What a change did to the row: `State open → completed`. The first change made the row. */
function told(change: Change): string {
  if (change.op === 'insert') return t('made');
  if (change.op === 'delete') return t('gone');
  return change.values
    .filter((v) => !OWN_TO_THE_ENGINE.has(v.column))
    .map((v) =>
      v.erased
        ? t('erased', { column: words(v.column) })
        : `${words(v.column)} ${shownValue(v.column, v.before)} → ${shownValue(v.column, v.after)}`,
    )
    .join(', ');
}

/** With whose consent and why: `approved by Bea: Ordered twice`. */
const consent = (c: Change): string =>
  [c.approver === null ? '' : t('approvedBy', { who: c.approver }), reasonWords(c)].filter(Boolean).join(': ');

const columns: readonly Column<Change>[] = [
  { id: 'at', title: t('at'), width: 160, text: (c) => moment(c.at), hint: (c) => c.at },
  { id: 'who', title: t('who'), width: 140, text: (c) => c.actor, hint: (c) => `${c.actorId}, ${c.device}` },
  { id: 'what', title: t('what'), width: 190, text: (c) => words(did(c.operation)).replace(/:$/, ''), link: (c) => `/audit-log/${c.seq}` },
  { id: 'change', title: t('change'), grow: true, text: told },
  { id: 'why', title: t('why'), width: 230, text: consent },
];

/** The audit trail of one record in words, newest last: who did what, when, why, with whose consent, and what it changed. */
export function History({ table, id }: { readonly table: string; readonly id: string }) {
  const { output, failure, again } = useAsk('engine.history', { table, key: id });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <>
      {output.leftOut > 0 ? <p className="quiet">{t('older', { count: output.leftOut })}</p> : null}
      <Table columns={columns} empty={t('nothing')} label={t('history')} rowId={(c) => `${c.seq}-${c.n}`} rows={output.rows} />
    </>
  );
}

import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { deviceWords } from '../../../kit/device.ts';
import { count, moment, operationWords, words } from '../../../kit/format.ts';
import { did, reasonWords, sentence } from '../../../kit/history/sentence.ts';
import { shownValue } from '../../../kit/history/value.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { recordPath } from '../../../kit/record.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Command = OutputOf<'engine.getCommand'>;
/** One field of one record: what it said before and what it says after. */
interface FieldRow {
  readonly id: string;
  readonly record: string;
  readonly key: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}
const THOUSAND = 1000;
/** Raised with every change; says nothing to a person. */
const OWN_TO_THE_ENGINE = new Set(['revision', 'row_hash', 'seq', 'id']);

const fieldsOf = (command: Command): FieldRow[] =>
  command.rows.flatMap((change): FieldRow[] => {
    const record = `${words(change.table)} ${change.name ?? (change.key.length > 30 ? '' : change.key)}`.trim();
    const values = change.values.filter((v) => !OWN_TO_THE_ENGINE.has(v.column));
    const row = (field: string, before: string, after: string): FieldRow => ({
      id: `${change.n} ${field}`,
      record,
      key: change.key,
      field: words(field),
      before,
      after,
    });
    if (values.length === 0) return [row(change.op === 'delete' ? t('gone') : t('made'), '', '')];
    return values.map((v) =>
      v.erased ? row(v.column, t('erased'), t('erased')) : row(v.column, shownValue(v.column, v.before), shownValue(v.column, v.after)),
    );
  });

const columns: readonly Column<FieldRow>[] = [
  { id: 'record', title: t('record'), width: 250, text: (f) => f.record, hint: (f) => f.key, link: (f) => recordPath(f.key) },
  { id: 'field', title: t('field'), width: 190, text: (f) => f.field },
  { id: 'before', title: t('before'), grow: true, text: (f) => f.before },
  { id: 'after', title: t('after'), grow: true, text: (f) => f.after },
];

/** One command: who did what to which document, why and with whose consent, and every field it changed. */
export default function CommandScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('engine.getCommand', { seq: Number(params['seq']) });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const c = output;
  const why = reasonWords(c);
  const about = c.about.map((a) => ({ name: words(a.table), value: a.name, path: recordPath(a.key) }));
  return (
    <Detail
      crumb={{ title: t('crumb'), path: '/audit-log' }}
      facts={[
        { name: t('who'), value: c.actor },
        { name: t('device'), value: deviceWords(c.device), hint: c.device },
        { name: t('at'), value: moment(c.at), hint: c.at },
        ...(c.approver === null ? [] : [{ name: t('approver'), value: c.approver }]),
        ...about.map(({ name, value, path }) => (path === undefined ? { name, value } : { name, value, path })),
        { name: t('operation'), value: operationWords(c.operation), hint: c.operation },
        { name: t('took'), value: t('ms', { count: Math.round(c.durationUs / THOUSAND) }) },
        { name: t('link'), value: <span className="mono">{c.link.slice(0, 12)}</span>, hint: c.link },
      ]}
      notice={
        <>
          <p>{sentence(c)}</p>
          {why === '' ? null : <p className="notice">{`${t('why')}: ${why}`}</p>}
        </>
      }
      tabs={[
        {
          id: 'changes',
          title: t('changes'),
          count: c.changes,
          body: () => <Table columns={columns} empty={t('none')} label={t('changes')} rowId={(f) => f.id} rows={fieldsOf(c)} />,
        },
      ]}
      title={`${words(did(c.operation)).replace(/:$/, '')} · ${count(c.seq)}`}
    />
  );
}

import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { deviceWords } from '../../../kit/device.ts';
import { count, moment, operationWords, words } from '../../../kit/format.ts';
import { did, nameWords, reasonWords, sentence, tableWords } from '../../../kit/history/sentence.ts';
import { beforeAfter, columnWords, saysNothing } from '../../../kit/history/value.ts';
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
  readonly kept: { readonly before: string; readonly after: string };
}
const THOUSAND = 1000;
/** A value as it is kept, for whoever has to look closer. */
const asKept = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

const fieldsOf = (command: Command, currency: string): FieldRow[] =>
  command.rows.flatMap((change): FieldRow[] => {
    const record = `${tableWords(change.table)} ${nameWords(change.table, change.name ?? '')}`.trim();
    const values = change.values.filter((v) => !saysNothing(v));
    const row = (field: string, rest: Pick<FieldRow, 'before' | 'after' | 'kept'>): FieldRow => ({
      id: `${change.n} ${field}`,
      record,
      key: change.key,
      field: columnWords(field),
      ...rest,
    });
    const nothing = { before: '', after: '', kept: { before: '', after: '' } };
    if (values.length === 0) return [row(change.op === 'delete' ? t('gone') : t('made'), nothing)];
    return values.map((v) =>
      v.erased
        ? row(v.column, { ...nothing, before: t('erased'), after: t('erased') })
        : row(v.column, { ...beforeAfter(v, change, currency), kept: { before: asKept(v.before), after: asKept(v.after) } }),
    );
  });

const columns: readonly Column<FieldRow>[] = [
  { id: 'record', title: t('record'), width: 250, text: (f) => f.record, hint: (f) => f.key, link: (f) => recordPath(f.key) },
  { id: 'field', title: t('field'), width: 190, text: (f) => f.field },
  { id: 'before', title: t('before'), grow: true, text: (f) => f.before, hint: (f) => f.kept.before },
  { id: 'after', title: t('after'), grow: true, text: (f) => f.after, hint: (f) => f.kept.after },
];

/** One command: who did what to which document, why and with whose consent, and every field it changed. */
export default function CommandScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('engine.getCommand', { seq: Number(params['seq']) });
  const currency = useCurrency();
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const c = output;
  const why = reasonWords(c);
  const about = c.about.map((a) => ({ name: tableWords(a.table), value: nameWords(a.table, a.name), path: recordPath(a.key) }));
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
          body: () => <Table columns={columns} empty={t('none')} label={t('changes')} rowId={(f) => f.id} rows={fieldsOf(c, currency)} />,
        },
      ]}
      title={`${words(did(c.operation)).replace(/:$/, '')} · ${count(c.seq)}`}
    />
  );
}

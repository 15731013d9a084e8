import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { operationWords } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Row = OutputOf<'company.explainPermission'>['rows'][number];

const columns: readonly Column<Row>[] = [
  { id: 'operation', title: t('operation'), width: 260, text: (r) => operationWords(r.operation), hint: (r) => r.operation },
  { id: 'summary', title: t('summary'), grow: true, text: (r) => r.summary },
  {
    id: 'allowed',
    title: t('allowed'),
    width: 90,
    text: (r) => t(r.allowed ? 'yes' : 'no'),
    tone: (r) => (r.allowed ? 'good' : 'quiet'),
    dot: true,
  },
  {
    id: 'why',
    title: t('why'),
    width: 320,
    text: (r) =>
      r.because === 'granted'
        ? r.through.map((g) => `${g.name} (${g.grant})`).join(', ')
        : t(`because_${r.because}`, { permission: r.permission }),
  },
];

const names = (rows: readonly { readonly name: string }[] | null): string =>
  rows === null ? t('all') : rows.map((r) => r.name).join(', ');

/** What this person may do at this moment, through which role, and within which rows. */
export function MayDo({ userId }: { readonly userId: string }) {
  const { output, failure, again } = useAsk('company.explainPermission', { userId });
  const [show, setShow] = useState<'yes' | 'no'>('yes');
  const [sought, setSought] = useState('');
  const rows = useMemo(() => {
    const wanted = sought.trim().toLowerCase();
    return output?.rows.filter(
      (r) =>
        r.allowed === (show === 'yes') &&
        (wanted === '' || `${r.operation} ${r.summary} ${operationWords(r.operation)}`.toLowerCase().includes(wanted)),
    );
  }, [output, show, sought]);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || !rows) return <Waiting />;
  return (
    <section>
      <h2>{t('mayDo')}</h2>
      <p className="quiet">{t('within', { warehouses: names(output.warehouses), channels: names(output.channels) })}</p>
      <div className="filter-line">
        <Tabs
          choose={setShow}
          label={t('allowed')}
          options={[
            { value: 'yes', text: t('showYes') },
            { value: 'no', text: t('showNo') },
          ]}
          value={show}
        />
        <TextInput
          aria-label={t('seek')}
          onChange={(event) => setSought(event.currentTarget.value)}
          placeholder={t('seek')}
          value={sought}
          w={260}
        />
      </div>
      <Table columns={columns} empty={t('nothing')} label={t('mayDo')} rowId={(r) => r.operation} rows={rows} />
    </section>
  );
}

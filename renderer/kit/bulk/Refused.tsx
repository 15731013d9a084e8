import { useMemo } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import type { Column } from '../column.ts';
import { Table } from '../Table.tsx';
import { useAsk } from '../use-ask.ts';
import { t } from './text.ts';

type Row = OutputOf<'engine.listBulkRows'>['rows'][number];
const SHOWN = 100;

/** Refusals by reason, and the rows they are about, each leading to its record. */
export function Refused(props: {
  readonly bulk: OutputOf<'engine.getBulk'>;
  readonly lookId: string;
  readonly path: ((id: string) => string) | undefined;
}) {
  const { bulk, lookId, path } = props;
  const rows = useAsk('engine.listBulkRows', { jobId: lookId, state: 'refused', limit: SHOWN }).output?.rows;
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      { id: 'label', title: t('row'), width: 150, text: (r) => r.label, ...(path ? { link: (r: Row) => path(r.subjectId) } : {}) },
      { id: 'why', title: t('why'), grow: true, text: (r) => r.message ?? '', hint: (r) => r.message ?? '' },
    ],
    [path],
  );
  return (
    <>
      <ul aria-label={t('reasons')} className="bulk-reasons">
        {bulk.reasons.map((r) => (
          <li key={r.code}>{t('reason', { count: r.count, message: r.message })}</li>
        ))}
      </ul>
      <div className="bulk-refused">
        <Table columns={columns} empty="" label={t('refused')} rowId={(r) => String(r.n)} rows={rows ?? []} />
      </div>
      {bulk.refused > SHOWN ? <p className="quiet">{t('first', { count: SHOWN })}</p> : null}
    </>
  );
}

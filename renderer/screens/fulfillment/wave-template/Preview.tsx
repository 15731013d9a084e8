import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { count, day, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Seen = OutputOf<'fulfillment.previewTemplate'>;

const firstColumns: readonly Column<Seen['first'][number]>[] = [
  { id: 'order', title: t('order'), width: 150, text: (o) => o.orderNumber, link: (o) => `/orders/${o.orderId}` },
  { id: 'promised', title: t('promised'), width: 110, text: (o) => (o.promisedOn === null ? '' : day(o.promisedOn)) },
  {
    id: 'cutOff',
    title: t('cutOff'),
    width: 150,
    text: (o) => (o.cutOff === null ? '' : o.missed ? t('missed', { time: o.cutOff }) : o.cutOff),
    tone: (o) => (o.missed ? 'warn' : undefined),
  },
  { id: 'service', title: t('service'), width: 120, text: (o) => o.serviceCode ?? '' },
  { id: 'level', title: t('level'), grow: true, text: (o) => words(o.level) },
  { id: 'lines', title: t('lines'), width: 80, numeric: true, text: (o) => count(o.lines) },
  { id: 'units', title: t('units'), width: 80, numeric: true, text: (o) => count(o.qty) },
];

const leftColumns: readonly Column<Seen['leftOut'][number]>[] = [
  { id: 'why', title: t('why'), width: 220, text: (l) => t(`left-${l.reason}`) },
  { id: 'orders', title: t('orders'), width: 90, numeric: true, text: (l) => count(l.orders) },
  { id: 'first', title: t('first'), grow: true, text: (l) => l.numbers.join(', ') },
];

/** What a wave of the template would be now, and what stays out of it. */
export function Preview({ templateId }: { readonly templateId: string }) {
  const { output, failure, again } = useAsk('fulfillment.previewTemplate', { templateId });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const zones = output.zones.map((z) => `${z.code ?? t('outside')} ${count(z.lines)}`).join(', ');
  return (
    <>
      <section>
        <h2>{t('preview')}</h2>
        <dl className="figures">
          <Figure name={t('orders')} value={count(output.orders)} />
          <Figure name={t('lines')} value={count(output.lines)} />
          <Figure name={t('units')} value={count(output.qty)} />
          {zones === '' ? null : <Figure name={t('zones')} value={zones} />}
        </dl>
        <Table columns={firstColumns} empty={t('nothing')} label={t('preview')} rowId={(o) => o.orderId} rows={output.first} />
      </section>
      <section>
        <h2>{t('left')}</h2>
        <Table columns={leftColumns} empty={t('noneLeft')} label={t('left')} rowId={(l) => l.reason} rows={output.leftOut} />
      </section>
    </>
  );
}

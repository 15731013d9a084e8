import { action, whyAsks, whyOf } from '../../../kit/action/action.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { count, day, moment, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { orderColumns, parcelColumns, scanColumns, taskColumns } from './columns.ts';
import type { Wave } from './store.ts';
import { t } from './text.ts';

/** One wave: how far its picks, parcels and orders are, and what can be done next. */
export default function WaveScreen({ params }: ScreenProps) {
  const { output: wave, failure, again } = useAsk('fulfillment.getWave', { waveId: params['id'] ?? '' });
  if (failure && !wave) return <FailureNote again={again} failure={failure} />;
  if (!wave) return <Waiting />;
  return <WavePage wave={wave} />;
}

function actionsOf({ waveId, state, steps, orders, tasks }: Wave) {
  if (state === 'shipped' || state === 'cancelled') return [];
  const ship = action({ verb: t('ship'), operation: 'fulfillment.handOverPicked', input: () => ({ waveId }) });
  const cancel = action({ verb: t('cancel'), operation: 'fulfillment.cancelWave', input: () => ({ waveId }), grave: true });
  const [next] = tasks.filter((p) => p.state === 'open');
  const override =
    next &&
    action({
      verb: t('override', { sku: next.sku }),
      operation: 'fulfillment.overrideScan',
      asks: whyAsks('scan-override'),
      input: (said) => ({ taskId: next.taskId, ...whyOf(said) }),
    });
  return [...(steps === 2 && orders.some((o) => o.staged > 0) ? [ship] : []), ...(override ? [override] : []), cancel];
}

const Parcels = ({ waveId }: Pick<Wave, 'waveId'>) => (
  <Rows
    asked={useAsk('fulfillment.listParcels', { filter: [{ column: 'waveId', op: 'eq', value: waveId }], limit: 500 })}
    columns={parcelColumns}
    empty={t('noParcel')}
    label={t('parcels')}
    rowId={(p) => p.parcelId}
  />
);
const Scans = ({ waveId }: Pick<Wave, 'waveId'>) => (
  <Rows
    asked={useAsk('fulfillment.listScans', { waveId, limit: 500 })}
    columns={scanColumns}
    empty={t('noScan')}
    label={t('scans')}
    rowId={(s) => String(s.id)}
  />
);

function WavePage({ wave }: { readonly wave: Wave }) {
  const { waveId, number, state, orders, tasks } = wave;
  const open = tasks.some((p) => p.state === 'open');
  const sum = (of: 'qty' | 'picked') => orders.reduce((n, o) => n + o[of], 0);
  const here = `/waves/${waveId}?tab=tasks`;
  return (
    <Detail
      actions={actionsOf(wave)}
      amounts={[
        { name: t('units'), value: count(sum('qty')), path: here },
        { name: t('picked'), value: count(sum('picked')), path: here },
      ]}
      crumb={{ title: t('waves'), path: '/waves' }}
      even
      facts={[
        { name: t('warehouse'), value: wave.warehouseCode },
        { name: t('method'), value: words(wave.method) },
        { name: t('released'), value: day(wave.releasedOn), hint: moment(wave.releasedAt) },
        ...(open ? [{ name: t('tasks'), value: t('pick'), path: `/bench/pick?wave=${number}` }] : []),
        ...(wave.steps === 3 && orders.some((o) => o.staged > 0) ? [{ name: t('parcels'), value: t('pack'), path: '/bench/parcel' }] : []),
      ]}
      papers={open ? [{ kind: 'pick-list', id: waveId, number }] : []}
      state={{ word: words(state), tone: state === 'shipped' ? 'good' : state === 'cancelled' ? 'quiet' : 'warn' }}
      tabs={[
        {
          id: 'orders',
          title: t('orders'),
          count: orders.length,
          body: () => <Table columns={orderColumns} empty={t('noOrder')} label={t('orders')} rowId={(o) => o.orderId} rows={orders} />,
        },
        {
          id: 'tasks',
          title: t('tasks'),
          count: tasks.length,
          body: () => <Table columns={taskColumns} empty={t('noTask')} label={t('tasks')} rowId={(p) => String(p.taskId)} rows={tasks} />,
        },
        { id: 'parcels', title: t('parcels'), body: () => <Parcels waveId={waveId} /> },
        { id: 'scans', title: t('scans'), body: () => <Scans waveId={waveId} /> },
        { id: 'history', title: t('history'), body: () => <History id={waveId} table="wave" /> },
      ]}
      title={number}
    />
  );
}

import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { count, words } from '../../../kit/format.ts';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Node = OutputOf<'fulfillment.reversal'>['nodes'][number];
interface Step extends Node {
  readonly depth: number;
  readonly key: string;
}

const LEADS: Partial<Record<Node['kind'], string>> = { wave: '/waves', shipment: '/shipments' };
const WAYS = { undo: ['wayUndo', 'good'], return: ['wayReturn', 'warn'], none: ['wayNone', 'quiet'] } as const;

/** Each step under the one it hangs on. */
function stepsOf(nodes: readonly Node[], parent: number | null = null, depth = 0): Step[] {
  return nodes.flatMap((node, i) => (node.parent === parent ? [{ ...node, depth, key: String(i) }, ...stepsOf(nodes, i, depth + 1)] : []));
}

const columns: readonly Column<Step>[] = [
  { id: 'kind', title: t('step'), width: 200, text: (s) => `${'\u2003'.repeat(s.depth)}${t(`step-${s.kind}`)}` },
  {
    id: 'name',
    title: t('what'),
    grow: true,
    text: (s) => s.name,
    link: (s) => (LEADS[s.kind] === undefined ? undefined : `${LEADS[s.kind]}/${s.id}`),
  },
  { id: 'qty', title: t('quantity'), width: 90, numeric: true, text: (s) => (s.qty === 0 ? '' : count(s.qty)) },
  { id: 'state', title: t('state'), width: 120, text: (s) => words(s.state) },
  { id: 'way', title: t('wayBack'), width: 260, text: (s) => t(WAYS[s.way][0]), tone: (s) => WAYS[s.way][1] },
];

/** What can be taken back now: one parcel, or all work on the order. Promises alone are given back where they are shown. */
function actionsOf(orderId: string, nodes: readonly Node[]): readonly Action[] {
  const parcels = nodes.filter((n) => n.kind === 'parcel' && n.way === 'undo');
  const worked = nodes.some((n) => n.kind === 'wave' && n.way === 'undo');
  return [
    ...parcels.map((p) =>
      action({
        verb: t('voidParcel', { number: p.name }),
        operation: 'fulfillment.voidParcel',
        input: () => ({ parcelId: p.id }),
        grave: true,
      }),
    ),
    ...(worked ? [action({ verb: t('takeBack'), operation: 'fulfillment.takeBack', input: () => ({ orderId }), grave: true })] : []),
  ];
}

/** The service it is sent with, where the company knows any. */
const serviceActions = (orderId: string, services: OutputOf<'fulfillment.listCarrierServices'>['rows']): readonly Action[] =>
  services.length === 0
    ? []
    : [
        action({
          verb: t('sendWith'),
          operation: 'fulfillment.setOrderService',
          asks: [
            {
              name: 'serviceId',
              label: t('service'),
              kind: 'choice',
              options: [{ value: '', text: t('noService') }, ...services.map((s) => ({ value: s.serviceId, text: `${s.code} ${s.name}` }))],
              optional: true,
            },
          ],
          input: ({ serviceId = '' }) => ({ orderIds: [orderId], serviceId: serviceId === '' ? null : serviceId }),
        }),
      ];

/** What the delivery is made of, from promise to shipment, and how each step is taken back. */
export function Delivery({ orderId }: { readonly orderId: string }) {
  const asked = useAsk('fulfillment.reversal', { orderId });
  const nodes = asked.output?.nodes ?? [];
  const chosen = useAsk('fulfillment.getOrderService', { orderId }).output;
  const services = useAsk('fulfillment.listCarrierServices', {}).output?.rows.filter((s) => s.active) ?? [];
  return (
    <>
      <div className="section-head">
        {chosen?.name == null ? null : <span className="quiet">{t('sentWith', { service: chosen.name })}</span>}
        <span className="push" />
        <Actions actions={[...serviceActions(orderId, services), ...actionsOf(orderId, nodes)]} even />
      </div>
      <Rows
        asked={{ ...asked, output: asked.output && { rows: stepsOf(nodes) } }}
        columns={columns}
        empty={t('noDelivery')}
        label={t('delivery')}
        rowId={(s) => s.key}
      />
    </>
  );
}

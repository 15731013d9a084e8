import { SPLIT_CHARGES } from '../../../../preload/contract/sales-splits.ts';
import { type Action, action, whyAsks, whyOf } from '../../../kit/action/action.ts';
import { askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { words } from '../../../kit/format.ts';
import type { Order } from './store.ts';
import { t } from './text.ts';

const openOf = (l: Order['lines'][number]) => l.qty - l.qtyCancelled - Math.max(l.qtyShipped, l.qtyInvoiced);

/** Takes quantities of an order out of it; offered where something would stay. Goods of packs and kits are named in whole sets. */
function splitActions(order: Order): readonly Action[] {
  const open = order.lines.filter((l) => l.kind === 'item' && openOf(l) > 0);
  const goods = order.lines.filter((l) => l.kind === 'item').reduce((sum, l) => sum + l.qty - l.qtyCancelled, 0);
  if (open.length === 0 || goods < 2) return [];
  return [
    action({
      verb: t('split'),
      operation: 'sales.splitOrder',
      asks: [
        ...open.map((l) =>
          askQuantity({
            name: `qty-${l.id}`,
            label: t('splitQty', { title: l.title || l.sku }),
            hint: t('splitHint', { count: openOf(l) }),
            optional: open.length > 1,
          }),
        ),
        {
          name: 'charges',
          label: t('splitCharges'),
          kind: 'choice',
          options: SPLIT_CHARGES.map((value) => ({ value, text: t(`charges-${value}`) })),
        },
        {
          name: 'promisedOn',
          label: t('promised'),
          kind: 'day',
          optional: true,
          ...(order.promisedOn === null ? {} : { start: order.promisedOn }),
        },
      ],
      input: ({ charges, promisedOn, ...answers }) => ({
        orderId: order.id,
        lines: Object.entries(answers).flatMap(([name, text]) =>
          name.startsWith('qty-') ? [{ orderLineId: Number(name.slice(4)), qty: quantityOf(text) }] : [],
        ),
        charges: charges === 'stay' ? ('stay' as const) : ('share' as const),
        ...(promisedOn === undefined ? {} : { promisedOn }),
      }),
      expect: [{ id: order.id, revision: order.revision }],
    }),
  ];
}

/** What can be done with an order as it stands, the next step first. The engine has the last word in its preview. */
export function actionsOf(order: Order): readonly Action[] {
  if (order.state !== 'open') return [];
  const { id: orderId, revision } = order;
  const expect = [{ id: orderId, revision }];
  const holds = order.holds.filter((h) => h.releasedAt === null);
  const toShip = order.fulfilment !== 'shipped' && order.lines.some((l) => l.kind === 'item');
  const blocked = holds.some((h) => h.severity === 'block');
  const release = holds.map((h) =>
    action({
      verb: t('liftHold', { code: (h.rule === h.code ? words(h.code) : h.rule).toLowerCase() }),
      operation: 'sales.releaseHold',
      asks: whyAsks('hold-release'),
      input: (said) => ({ holdId: h.id, ...whyOf(said) }),
      expect: [{ id: h.id, revision: h.revision }],
    }),
  );
  const goods = [
    action({ verb: t('ship'), operation: 'fulfillment.fulfillOrder', input: () => ({ orderId }) }),
    action({ verb: t('allocate'), operation: 'fulfillment.allocateOrder', input: () => ({ orderId }) }),
  ];
  const papers = [
    action({
      verb: t('promise'),
      operation: 'sales.editOrder',
      asks: [{ name: 'promisedOn', label: t('promised'), kind: 'day', ...(order.promisedOn === null ? {} : { start: order.promisedOn }) }],
      input: ({ promisedOn }) => ({ orderId, ...(promisedOn === undefined ? {} : { promisedOn }) }),
      expect,
    }),
    action({ verb: t('invoiceAhead'), operation: 'sales.issueInvoice', input: () => ({ orderId }), expect }),
    action({
      verb: t('cancel'),
      operation: 'sales.cancelOrder',
      asks: whyAsks('cancel'),
      input: (said) => ({ orderId, ...whyOf(said) }),
      expect,
      grave: true,
    }),
  ];
  return [
    ...release,
    ...(toShip && !blocked ? goods : []),
    ...papers.slice(0, 1),
    ...(blocked ? [] : splitActions(order)),
    ...papers.slice(1),
  ];
}

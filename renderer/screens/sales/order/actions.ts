import { type Action, action, whyAsks, whyOf } from '../../../kit/action/action.ts';
import { words } from '../../../kit/format.ts';
import type { Order } from './store.ts';
import { t } from './text.ts';

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
  return [...release, ...(toShip && !blocked ? goods : []), ...papers];
}

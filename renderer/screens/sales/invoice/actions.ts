import { type Action, type Ask, action } from '../../../kit/action/action.ts';
import { amountOf, askAmount, askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { money } from '../../../kit/format.ts';
import type { Invoice, Order } from './store.ts';
import { t } from './text.ts';

type Answers = Readonly<Record<string, string>>;

const reason: Ask = { name: 'reason', label: t('reason'), kind: 'text', hint: t('reasonHint') };

/** Lines of the order the invoice bills, with what may still be given back of each. */
function creditable(invoice: Invoice, order: Order) {
  const billed = new Set(invoice.lines.map((l) => l.orderLineId));
  return order.lines
    .filter((l) => billed.has(l.id))
    .map((l) => ({
      ...l,
      net: l.netInvoiced - l.netCredited,
      units: l.qtyInvoiced - l.qtyCredited,
      away: l.kind === 'item' ? l.qtyShipped - l.qtyReturned : 0,
    }));
}

const given = (answers: Answers, prefix: string) =>
  Object.entries(answers).flatMap(([name, text]) =>
    name.startsWith(prefix) ? [{ orderLineId: Number(name.slice(prefix.length)), text }] : [],
  );

/** The ways to give something of an invoice back: goods that come back or are to come, part of its price, units that stay away. */
export function creditActions(invoice: Invoice, order: Order): readonly Action[] {
  const { currency, id: invoiceId } = invoice;
  const lines = creditable(invoice, order);
  const units = lines.filter((l) => l.units > 0);
  const away = lines.filter((l) => l.away > 0);
  const priced = lines.filter((l) => l.net > 0);
  const title = (l: { readonly sku: string; readonly title: string }) => ({ title: l.title || l.sku });
  return [
    ...(away.length > 0
      ? (
          [
            ['takeBack', 'returns.receiveReturn'],
            ['expectBack', 'returns.announceReturn'],
          ] as const
        ).map(([verb, operation]) =>
          action({
            verb: t(verb),
            operation,
            asks: away.map((l) =>
              askQuantity({
                name: `back-${l.id}`,
                label: t('qtyOf', title(l)),
                hint: t('backHint', { count: l.away }),
                optional: away.length > 1,
              }),
            ),
            input: (answers) => ({
              orderId: order.id,
              lines: given(answers, 'back-').map(({ orderLineId, text }) => ({ orderLineId, qty: quantityOf(text) })),
            }),
          }),
        )
      : []),
    ...(priced.length > 0
      ? [
          action({
            verb: t('creditPrice'),
            operation: 'sales.creditNote',
            asks: [
              ...priced.map((l) =>
                askAmount(
                  {
                    name: `net-${l.id}`,
                    label: t('netOf', title(l)),
                    hint: t('netHint', { net: money(l.net, currency) }),
                    optional: priced.length > 1,
                  },
                  currency,
                ),
              ),
              reason,
            ],
            input: (answers) => ({
              kind: 'price' as const,
              invoiceId,
              reason: answers['reason'] ?? '',
              lines: given(answers, 'net-').map(({ orderLineId, text }) => ({ orderLineId, net: amountOf(text, currency) })),
            }),
            grave: true,
          }),
        ]
      : []),
    ...(units.length > 0
      ? [
          action({
            verb: t('creditQuantity'),
            operation: 'sales.creditNote',
            asks: [
              ...units.map((l) =>
                askQuantity({
                  name: `qty-${l.id}`,
                  label: t('qtyOf', title(l)),
                  hint: t('qtyHint', { count: l.units }),
                  optional: units.length > 1,
                }),
              ),
              reason,
            ],
            input: (answers) => ({
              kind: 'quantity' as const,
              invoiceId,
              reason: answers['reason'] ?? '',
              lines: given(answers, 'qty-').map(({ orderLineId, text }) => ({ orderLineId, qty: quantityOf(text) })),
            }),
            grave: true,
          }),
        ]
      : []),
  ];
}

/** An amount as a field begins with it. */
const plain = (amount: number, currency: string): string => money(amount, currency).replaceAll(/[^0-9.]/g, '');

/** Takes in what a customer paid into the bank for an invoice, less what is let off for paying early. */
export function receiptActions(invoice: Invoice, today: string): readonly Action[] {
  if (invoice.kind !== 'invoice' || invoice.open <= 0) return [];
  const { currency, discount } = invoice;
  const early = discount !== null && today <= discount.untilOn && discount.left > 0 ? discount.left : undefined;
  return [
    action({
      verb: t('receive'),
      operation: 'accounting.recordReceipt',
      asks: [
        askAmount(
          {
            name: 'amount',
            label: t('settles', { currency }),
            start: plain(invoice.open, currency),
            ...(early === undefined ? {} : { hint: t('settlesHint') }),
          },
          currency,
        ),
        ...(early === undefined
          ? []
          : [
              askAmount(
                { name: 'discount', label: t('discountTaken', { currency }), start: plain(early, currency), optional: true },
                currency,
              ),
            ]),
        { name: 'on', label: t('on'), kind: 'day', start: today },
      ],
      input: ({ amount, discount: off, on = today }) => {
        const settled = amountOf(amount, currency);
        const letOff = off === undefined ? 0 : amountOf(off, currency);
        return {
          partyId: invoice.partyId,
          on,
          amount: settled - letOff,
          settles: [{ invoiceId: invoice.id, amount: settled, discount: letOff }],
        };
      },
    }),
  ];
}

/** Pays out what a credit note owes the customer, through the bank or the channel that took the money. */
export function refundActions(invoice: Invoice, today: string): readonly Action[] {
  if (invoice.open >= 0) return [];
  const { currency, orderId, channelId } = invoice;
  const through = channelId !== null && orderId !== null ? [{ value: 'clearing', text: t('clearing') }] : [];
  return [
    action({
      verb: t('refund'),
      operation: 'accounting.recordRefund',
      asks: [
        { name: 'via', label: t('via'), kind: 'choice', options: [...through, { value: 'bank', text: t('bank') }] },
        askAmount(
          { name: 'amount', label: t('refundAmount', { currency }), start: money(-invoice.open, currency).replaceAll(/[^0-9.]/g, '') },
          currency,
        ),
        { name: 'on', label: t('on'), kind: 'day', start: today },
        { name: 'externalId', label: t('reference'), kind: 'text', optional: true },
      ],
      input: ({ via = 'bank', amount, on = today, externalId }) => ({
        via: via === 'clearing' ? ('clearing' as const) : ('bank' as const),
        amount: amountOf(amount, currency),
        on,
        partyId: invoice.partyId,
        of: { role: 'receivable' as const, itemKey: invoice.id },
        ...(orderId === null ? {} : { orderId }),
        ...(channelId === null ? {} : { channelId }),
        ...(externalId === undefined ? {} : { externalId }),
      }),
      grave: true,
    }),
  ];
}

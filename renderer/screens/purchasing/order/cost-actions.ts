import { type Action, action } from '../../../kit/action/action.ts';
import { amountOf, askAmount, askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { money } from '../../../kit/format.ts';
import type { Purchase } from './store.ts';
import { t } from './text.ts';

const METHODS = { quantity: t('byQuantity'), value: t('byValue'), equal: t('byLine') } as const;
const methodOf = (text: string | undefined): keyof typeof METHODS => (text === 'value' || text === 'equal' ? text : 'quantity');
const plain = (amount: number, currency: string): string => money(amount, currency).replaceAll(/[^0-9.]/g, '');

/** What came can still become dearer, go back, be credited, or never be billed. */
export function costActions(of: Purchase, currency: string): readonly Action[] {
  const receipts = [...new Map(of.receipts.map((r) => [r.receiptId, r.number]))];
  return [
    ...(receipts.length > 0 ? [freight(receipts, currency), ...sendBack(of, receipts)] : []),
    ...of.returns.filter((r) => r.credit === null).map((r) => postCredit(r, of.currency, currency)),
    ...writeOff(of, currency),
  ];
}

const freight = (receipts: readonly (readonly [string, string])[], currency: string): Action =>
  action({
    verb: t('freight'),
    operation: 'purchasing.postLandedCost',
    asks: [
      askAmount({ name: 'amount', label: t('amount', { currency }) }, currency),
      { name: 'method', label: t('split'), kind: 'choice', options: Object.entries(METHODS).map(([value, text]) => ({ value, text })) },
      { name: 'receiptId', label: t('onto'), kind: 'choice', options: receipts.map(([value, text]) => ({ value, text })) },
    ],
    input: ({ amount, method, receiptId = '' }) => ({
      amount: amountOf(amount, currency),
      method: methodOf(method),
      receipts: [{ receiptId }],
    }),
  });

/** One action per receipt that has something left to give back. */
const sendBack = (of: Purchase, receipts: readonly (readonly [string, string])[]): readonly Action[] =>
  receipts.flatMap(([receiptId, receipt]) => {
    const lines = of.receipts.filter((r) => r.receiptId === receiptId && r.qty > r.returned);
    if (lines.length === 0) return [];
    const one = receipts.length === 1 ? '' : ` (${receipt})`;
    return [
      action({
        verb: t('sendBack') + one,
        operation: 'purchasing.returnGoods',
        asks: [
          ...lines.map((l) =>
            askQuantity({
              name: `line-${l.lineNo}`,
              label: t('units', { sku: l.sku, receipt }),
              hint: t('unitsHint', { count: l.qty - l.returned }),
              optional: lines.length > 1,
            }),
          ),
          { name: 'reason', label: t('why'), kind: 'text' as const },
        ],
        input: ({ reason = '', ...answers }) => ({
          receiptId,
          reason,
          lines: Object.entries(answers).flatMap(([name, text]) =>
            quantityOf(text) > 0 ? [{ lineNo: Number(name.slice(5)), qty: quantityOf(text) }] : [],
          ),
        }),
        grave: true,
      }),
    ];
  });

/** The credit in the currency of the order; in another than the company's the engine knows what was ordered. */
const postCredit = (r: Purchase['returns'][number], currency: string, home: string): Action =>
  action({
    verb: t('postCredit', { number: r.number }),
    operation: 'purchasing.creditSupplierReturn',
    asks: [
      { name: 'reference', label: t('reference'), kind: 'text' },
      askAmount(
        {
          name: 'net',
          label: t('creditNet', { currency }),
          ...(currency === home ? { start: plain(r.value, currency) } : { optional: true, hint: t('creditAsOrdered') }),
        },
        currency,
      ),
    ],
    input: ({ reference = '', net }) => ({
      returnId: r.returnId,
      reference,
      ...(net === undefined ? {} : { net: amountOf(net, currency) }),
    }),
  });

function writeOff(of: Purchase, currency: string): readonly Action[] {
  const owed = of.lines.filter((l) => l.received > l.billed);
  if (owed.length === 0) return [];
  return [
    action({
      verb: t('writeOff'),
      operation: 'purchasing.writeOffGrni',
      asks: [
        {
          name: 'lineNo',
          label: t('lineToWriteOff'),
          kind: 'choice',
          options: owed.map((l) => ({ value: String(l.lineNo), text: t('owed', { sku: l.sku, amount: money(-l.open, currency) }) })),
        },
        { name: 'reason', label: t('why'), kind: 'text' },
      ],
      input: ({ lineNo, reason = '' }) => ({ orderId: of.id, lineNo: Number(lineNo), reason }),
      expect: [{ id: of.id, revision: of.revision }],
      grave: true,
    }),
  ];
}

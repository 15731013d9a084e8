import { rateText } from '../../../../preload/contract/values/rate.ts';
import { useCurrency } from '../../../client/connection.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { amountOf, askAmount } from '../../../kit/action/typed.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { day, decimal, money } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { recordPath, useEntryNumber } from '../../../kit/record.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { advanceFacts, applyAdvance, plain } from './advances.ts';
import { agreements } from './agreed.ts';
import { appliedColumns, instalmentColumns, lineColumns, partColumns, writtenColumns } from './columns.ts';
import type { Bill } from './store.ts';
import { t } from './text.ts';

/** One supplier bill: what was billed, where a difference in price went, and what is still to be paid. */
export default function BillScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('purchasing.getBill', { billId: params['id'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <BillPage of={output} />;
}

/** Paying it in the currency it is written in; in another than the company's the bank may have taken what it did. */
function payments(of: Bill, home: string, today: string | undefined): readonly Action[] {
  const { currency, open } = of.foreign ?? { currency: home, open: of.open };
  if (open <= 0 || today === undefined) return [];
  const early = of.discount !== null && today <= of.discount.untilOn && of.discount.left > 0 ? of.discount.left : undefined;
  return [
    action({
      verb: t('pay'),
      operation: 'purchasing.payBills',
      asks: [
        askAmount(
          {
            name: 'amount',
            label: t('amount', { currency }),
            start: plain(open, currency),
            ...(early === undefined ? {} : { hint: t('amountHint') }),
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
        ...(of.foreign === null
          ? []
          : [askAmount({ name: 'taken', label: t('taken', { currency: home }), hint: t('takenHint'), optional: true }, home)]),
      ],
      input: ({ amount, on = today, taken, discount }) => ({
        partyId: of.partyId,
        on,
        ...(taken === undefined ? {} : { taken: amountOf(taken, home) }),
        settles: [
          {
            billId: of.id,
            amount: amountOf(amount, currency),
            ...(discount === undefined ? {} : { discount: amountOf(discount, currency) }),
          },
        ],
      }),
      grave: true,
    }),
  ];
}

function BillPage({ of }: { readonly of: Bill }) {
  const currency = useCurrency();
  const today = useAsk('engine.status', {}).output?.today;
  const advances = useAsk('purchasing.listPrepayments', { partyId: of.partyId }).output?.rows ?? [];
  const entry = useEntryNumber(of.entryId);
  const exchange = of.lines.reduce((sum, l) => sum + (l.written?.exchange ?? 0), 0);
  const difference = of.lines.reduce((sum, l) => sum + l.toStock + l.toSold, 0);
  return (
    <Detail
      actions={[
        ...(of.holds.length > 0 ? [] : [...payments(of, currency, today), ...applyAdvance(of, advances, currency, today)]),
        ...agreements(of),
      ]}
      amounts={[
        ...(of.foreign === null
          ? []
          : [
              { name: of.foreign.currency, value: money(of.foreign.total, of.foreign.currency), path: `/bills/${of.id}?tab=lines` },
              {
                name: t('openOf', { currency: of.foreign.currency }),
                value: money(of.foreign.open, of.foreign.currency),
                path: `/bills/${of.id}?tab=lines`,
              },
            ]),
        { name: currency, value: money(of.total, currency), path: `/bills/${of.id}?tab=lines` },
        {
          name: of.foreign === null ? t('open') : t('openOf', { currency }),
          value: money(of.open, currency),
          path: `/bills/${of.id}?tab=lines`,
        },
      ]}
      crumb={{ title: t('bills'), path: '/bills' }}
      facts={[
        { name: t('reference'), value: of.reference },
        { name: t('billed'), value: day(of.billedOn) },
        ...(of.dueOn === null
          ? []
          : [{ name: t('due'), value: day(of.dueOn), ...(of.instalments.length > 0 ? { path: `/bills/${of.id}?tab=instalments` } : {}) }]),
        { name: t('net'), value: money(of.net, currency) },
        { name: t('tax'), value: money(of.tax, currency) },
        ...(difference === 0
          ? []
          : [{ name: t('difference'), value: money(difference, currency), path: `/bills/${of.id}?tab=difference` }]),
        ...(of.foreign === null
          ? []
          : [
              { name: t('rate', { code: of.foreign.currency }), value: decimal(rateText(of.foreign.rate)), path: '/exchange-rates' },
              ...(exchange === 0 ? [] : [{ name: t('exchange', { currency }), value: money(exchange, currency) }]),
            ]),
        ...(entry === undefined ? [] : [{ name: t('entry'), value: entry, path: `/journal-entries/${of.entryId}` }]),
        ...(of.discount === null
          ? []
          : [
              {
                name: t('discount'),
                value: t('discountUntil', { amount: money(of.discount.amount, currency), day: day(of.discount.untilOn) }),
              },
            ]),
        ...advanceFacts(of, advances, currency),
        ...(of.memo === '' ? [] : [{ name: t('memo'), value: of.memo }]),
      ]}
      notice={of.holds.map((h) => (
        <p className="notice" key={h.kind}>
          {h.kind === 'dispute' ? (
            t('inDispute', { reason: h.reason })
          ) : (
            <a href={`#${recordPath(h.sourceId ?? '') ?? ''}`}>{t('inRun', { number: h.reason })}</a>
          )}
        </p>
      ))}
      party={<a href={`#/customers/${of.partyId}`}>{of.partyName}</a>}
      state={of.open === 0 && (of.foreign?.open ?? 0) === 0 ? { word: t('paid'), tone: 'good' } : { word: t('toPay'), tone: 'warn' }}
      tabs={[
        {
          id: 'lines',
          title: t('lines'),
          count: of.lines.length,
          body: () => (
            <Table
              columns={of.foreign === null ? lineColumns(currency) : writtenColumns(currency, of.foreign.currency)}
              empty={t('noLine')}
              label={t('lines')}
              rowId={(l) => String(l.lineNo)}
              rows={of.lines}
            />
          ),
        },
        {
          id: 'difference',
          title: t('difference'),
          count: of.parts.length,
          body: () => (
            <Table
              columns={partColumns(currency)}
              empty={t('noDifference')}
              label={t('difference')}
              rowId={(p) => `${p.lineNo} ${p.areaCode} ${p.role} ${p.moveId} ${p.value}`}
              rows={of.parts}
            />
          ),
        },
        ...(of.instalments.length === 0
          ? []
          : [
              {
                id: 'instalments',
                title: t('instalments'),
                count: of.instalments.length,
                body: () => (
                  <Table
                    columns={instalmentColumns(currency)}
                    empty=""
                    label={t('instalments')}
                    rowId={(p) => p.dueOn}
                    rows={of.instalments}
                  />
                ),
              },
            ]),
        ...(of.prepayments.length === 0
          ? []
          : [
              {
                id: 'advances',
                title: t('advances'),
                count: of.prepayments.length,
                body: () => (
                  <Table columns={appliedColumns(currency)} empty="" label={t('advances')} rowId={(p) => p.id} rows={of.prepayments} />
                ),
              },
            ]),
        { id: 'history', title: t('history'), body: () => <History id={of.id} table="supplier_bill" /> },
      ]}
      title={of.number}
    />
  );
}

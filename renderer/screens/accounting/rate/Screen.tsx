import { formatDecimal } from '../../../../preload/contract/values/money.ts';
import { RATE_DECIMALS, rateText } from '../../../../preload/contract/values/rate.ts';
import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { action } from '../../../kit/action/action.ts';
import { askRate, rateOf } from '../../../kit/action/typed.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { currencyName, day, decimal, moment, words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type RateRow = OutputOf<'accounting.listRates'>['rows'][number];

/** One exchange rate: what it was told as, and who changed it. */
export default function ExchangeRate({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('accounting.listRates', {
    filter: [{ column: 'id', op: 'eq', value: params['id'] ?? '' }],
    limit: 1,
  });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const [rate] = output.rows;
  return rate ? <RatePage rate={rate} /> : <EmptyNote title={t('gone')} />;
}

const side = (nano: number): string => decimal(formatDecimal(nano, RATE_DECIMALS));

function RatePage({ rate }: { readonly rate: RateRow }) {
  const currency = useCurrency();
  const { currency: code, rateOn: on } = rate;
  return (
    <Detail
      actions={[
        action({
          verb: t('correct'),
          operation: 'accounting.setRate',
          asks: [askRate({ name: 'rate', label: t('one', { currency }), start: decimal(rateText(rate)), hint: t('stays') })],
          input: ({ rate: typed }) => ({ currency: code, on, rate: rateOf(typed) }),
          expect: [{ id: `exchange_rate/${rate.id}`, revision: rate.revision }],
        }),
      ]}
      amounts={[{ name: t('one', { currency }), value: decimal(rateText(rate)) }]}
      crumb={{ title: t('rates'), path: '/exchange-rates' }}
      even
      facts={[
        { name: t('currency'), value: currencyName(code) },
        { name: t('quoted'), value: t('quote', { foreign: side(rate.foreign), code, company: side(rate.company), currency }) },
        { name: t('source'), value: words(rate.source) },
        { name: t('setAt'), value: moment(rate.setAt) },
      ]}
      tabs={[{ id: 'history', title: t('history'), body: () => <History id={rate.id} table="exchange_rate" /> }]}
      title={t('title', { code, day: day(on) })}
    />
  );
}

import { type SubmitEvent, useState } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { asFailure } from '../../../client/failure.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { send } from '../../../client/send.ts';
import type { Column } from '../../../kit/column.ts';
import { count, moment, money } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Unknown = OutputOf<'channels.listUnknownSkus'>['rows'][number];
const SHOWN = 200;

const columns = (currency: string): readonly Column<Unknown>[] => [
  { id: 'sku', title: t('sku'), width: 170, text: (u) => u.sku },
  { id: 'channel', title: t('channel'), width: 160, text: (u) => u.channel, link: (u) => `/channels/${u.channelId}?tab=inbox` },
  { id: 'detail', title: t('detail'), grow: true, text: (u) => u.detail },
  { id: 'times', title: t('times'), width: 70, numeric: true, text: (u) => count(u.occurrences) },
  { id: 'amount', title: t('amount', { currency }), width: 130, numeric: true, text: (u) => money(u.amount, currency) },
  { id: 'since', title: t('since'), width: 165, text: (u) => moment(u.since) },
];

/**
 * SKUs that channels sell and nobody here knows: type what the first one means and press Enter; what waited for it comes in
 * and the next one is asked. No mouse.
 */
export default function Mapping() {
  const currency = useCurrency();
  const asked = useAsk('channels.listUnknownSkus', { limit: SHOWN });
  const [said, setSaid] = useState<{ readonly good: boolean; readonly sentence: string }>();
  const first = asked.output?.rows[0];
  return (
    <Page title={t('title')}>
      {first ? <Meaning key={first.exceptionId} of={first} say={setSaid} /> : null}
      {said ? (
        <p className={said.good ? 'tone-good' : 'tone-bad'} role={said.good ? 'status' : 'alert'}>
          {said.sentence}
        </p>
      ) : null}
      <Rows asked={asked} columns={columns(currency)} empty={t('empty')} label={t('title')} rowId={(u) => String(u.exceptionId)} />
    </Page>
  );
}

function Meaning({ of, say }: { readonly of: Unknown; readonly say: (said: { good: boolean; sentence: string }) => void }) {
  const [sku, setSku] = useState('');
  const [busy, setBusy] = useState(false);
  const map = async () => {
    const { output } = await ask('insight.search', { text: sku, kinds: ['item'], limit: 5 });
    const item = output.hits.find((hit) => hit.exact);
    if (!item) return { good: false, sentence: t('unknown', { sku }) };
    const done = await send('channels.mapSku', { channelId: of.channelId, sku: of.sku, itemId: item.id });
    return { good: true, sentence: t('mapped', { sku: of.sku, count: done.output?.imported ?? 0 }) };
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || sku.trim() === '') return;
    setBusy(true);
    map()
      .then(say, (error: unknown) => say({ good: false, sentence: asFailure(error).message }))
      .finally(() => setBusy(false));
  };
  return (
    <form onSubmit={submit}>
      <label>
        {t('means', { sku: of.sku })} {/* The one thing this screen asks: typing may begin at once. */}
        <input
          data-autofocus
          name="meaning"
          onChange={(e) => setSku(e.currentTarget.value)}
          placeholder={t('placeholder')}
          ref={(field) => field?.focus()}
          size={34}
          value={sku}
        />
      </label>
    </form>
  );
}

import { type SubmitEvent, useMemo, useState } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { asFailure } from '../../../client/failure.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { send } from '../../../client/send.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { presets, useMappingView } from './store.ts';
import { t } from './text.ts';

type Unknown = OutputOf<'channels.listUnknownSkus'>['rows'][number];
/**
 * SKUs that channels sell and nobody here knows: type what the first one means and press Enter; what waited for it comes in
 * and the next one is asked. No mouse.
 */
export default function Mapping() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const asked = useAsk('channels.listUnknownSkus', { limit: 1 });
  const [said, setSaid] = useState<{ readonly good: boolean; readonly sentence: string }>();
  const first = asked.output?.rows[0];
  return (
    <Page fill title={t('title')}>
      {first ? <Meaning key={first.exceptionId} of={first} say={setSaid} /> : null}
      {said ? (
        <p className={said.good ? 'tone-good' : 'tone-bad'} role={said.good ? 'status' : 'alert'}>
          {said.sentence}
        </p>
      ) : null}
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ amount }) => t('foot', { sum: money(amount, currency), currency })}
        label={t('title')}
        list="channels.unknownSkus"
        presets={presets}
        rowId={(u) => String(u.exceptionId)}
        view={useMappingView}
      />
    </Page>
  );
}

function Meaning({ of, say }: { readonly of: Unknown; readonly say: (said: { good: boolean; sentence: string }) => void }) {
  const [sku, setSku] = useState('');
  const [busy, setBusy] = useState(false);
  const map = async () => {
    const find = async (text: string) => {
      const { output } = await ask('insight.search', { text, kinds: ['item'], limit: 5 });
      return output.hits.find((hit) => hit.exact)?.id;
    };
    // `EGG BOX6`: the listing sells a pack. A SKU may have blanks of its own, so it is tried whole first.
    const [, base = '', pack = ''] = /^(.*\S)\s+(\S+)$/.exec(sku.trim()) ?? [];
    const whole = await find(sku);
    const itemId = whole ?? (base === '' ? undefined : await find(base));
    if (itemId === undefined) return { good: false, sentence: t('unknown', { sku }) };
    const meaning = { channelId: of.channelId, sku: of.sku, itemId, ...(whole === undefined ? { pack } : {}) };
    const done = await send('channels.mapSku', meaning);
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

import { Button } from '@mantine/core';
import { type SubmitEvent, useMemo, useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { asFailure } from '../../../client/failure.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { send } from '../../../client/send.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
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
    <Page
      actions={
        first ? (
          <Button component="a" href={linkTo(`/mapping/${first.channelId}`)} variant="default">
            {t('many')}
          </Button>
        ) : null
      }
      fill
      title={t('title')}
    >
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
    const done = await send('channels.mapSkus', { channelId: of.channelId, lines: [{ sku: of.sku, item: sku.trim() }] });
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

import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import type { BulkOffer } from '../../../kit/bulk/offer.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useExceptionsView } from './store.ts';
import { t } from './text.ts';

const offers: readonly BulkOffer[] = [
  {
    verb: t('close'),
    operation: 'channels.closeException',
    asks: [{ name: 'resolution', label: t('resolution'), kind: 'text', hint: t('resolutionHint') }],
  },
];

/** What a person must look at, because a channel delivered something no rule decides. */
export default function Exceptions() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ amount }) => t('foot', { sum: money(amount, currency), currency })}
        label={t('title')}
        list="channels.exceptions"
        offers={offers}
        presets={presets}
        rowId={(e) => String(e.id)}
        view={useExceptionsView}
      />
    </Page>
  );
}

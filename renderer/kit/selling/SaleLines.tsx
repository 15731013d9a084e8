import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import type { Draft, Line } from '../form/draft.ts';
import { ItemName } from '../form/ItemName.tsx';
import { Lines } from '../form/Lines.tsx';
import type { FormState } from '../form/use-form.ts';
import { price } from '../format.ts';
import { useAsk } from '../use-ask.ts';
import { askedPrices } from './read-lines.ts';
import { t } from './text.ts';

const SETTLED_MS = 250;

/** Which column of the lines a refusal belongs to. */
export const SALE_CONCERNS = {
  key: 'sku',
  column: { otherwise: 'sku', 'catalog.unknownPack': 'qty', 'sales.noPrice': 'price', 'sales.discountAboveLimit': 'discount' },
};

type ListPrice = OutputOf<'sales.quotePrices'>['rows'][number];

/** Prices of the lines by their row, as the lists of the customer say; asked again when what is typed has settled. */
function useListPrices(draft: Draft, partyId: string | undefined): ReadonlyMap<number, ListPrice> {
  const { input, rows } = askedPrices(draft, partyId);
  const [settled] = useDebouncedValue(JSON.stringify(input ?? null), SETTLED_MS);
  const { output } = useAsk('sales.quotePrices', (JSON.parse(settled) as typeof input | null) ?? undefined);
  return new Map(
    settled === JSON.stringify(input ?? null) ? rows.flatMap((row, i) => (output ? [[row, output.rows[i] ?? null]] : [])) : [],
  );
}

/** What is sold at which price, line by line, with the price of the customer's lists beside the typed one. */
export function SaleLines(props: { readonly form: FormState; readonly currency: string; readonly partyId: string | undefined }) {
  const { form, currency, partyId } = props;
  const prices = useListPrices(form.draft, partyId);
  const columns = useMemo(() => {
    const listed = (_: Line, row: number) => {
      const found = prices.get(row);
      if (found === undefined) return '';
      return found === null ? t('noPrice') : `${price(found.unitPriceMicros, currency)} · ${found.priceListName ?? t('ofItem')}`;
    };
    return [
      { id: 'sku', title: t('sku'), width: 170 },
      { id: 'item', title: t('item'), shown: (line: Line) => <ItemName sku={line['sku'] ?? ''} /> },
      { id: 'qty', title: t('qty'), packs: true as const, width: 150, numeric: true },
      { id: 'listed', title: t('listPrice'), width: 190, numeric: true, shown: listed },
      { id: 'price', title: t('price', { currency }), width: 120, numeric: true },
      { id: 'discount', title: t('discount'), width: 100, numeric: true },
      { id: 'taxCode', title: t('taxCode'), width: 110 },
    ];
  }, [currency, prices]);
  return <Lines columns={columns} form={form} grows label={t('lines')} />;
}

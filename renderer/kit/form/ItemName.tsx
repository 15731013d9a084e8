import { useDebouncedValue } from '@mantine/hooks';
import { useAsk } from '../use-ask.ts';
import { t } from './text.ts';

const SETTLED_MS = 200;

/** What a SKU that is being typed is called; says when there is none of that name. */
export function ItemName({ sku }: { readonly sku: string }) {
  const [settled] = useDebouncedValue(sku.trim(), SETTLED_MS);
  const found = useAsk(
    'catalog.listItems',
    settled === '' ? undefined : { filter: [{ column: 'sku', op: 'startsWith', value: settled }], limit: 1 },
  ).output?.rows[0];
  if (settled === '' || settled !== sku.trim()) return null;
  if (found?.sku === settled) return found.title;
  return <span className="quiet">{found === undefined ? t('noSku') : t('perhaps', { sku: found.sku })}</span>;
}

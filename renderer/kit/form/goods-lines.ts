import { type Draft, lineField, typedRows } from './draft.ts';
import { lotsOf } from './lots.ts';
import type { Reader } from './parse.ts';

/** Lines of goods as typed, SKU, quantity, of single units or packs, and lots of what is tracked; empty ones are left out, and `needed` is said beside the first where all are. */
export function goodsLines(
  reader: Reader,
  lines: Draft['lines'],
  needed: string,
): { readonly sku: string; readonly qty: number; readonly pack?: string; readonly lots?: { readonly code: string }[] }[] {
  const rows = typedRows(lines);
  if (rows.length === 0) reader.say(lineField(0, 'sku'), needed);
  return rows.map(({ line, row }) => ({
    sku: reader.text(lineField(row, 'sku'), line['sku']),
    ...reader.packed(lineField(row, 'qty'), line['qty']),
    ...lotsOf(line['lot']),
  }));
}

import { badBarcode, barcodeTaken } from '../../../preload/contract/catalog.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { isValidBarcode, sameCodes } from './barcode.ts';

/** A code somebody wants to print on something of a SKU. */
export interface WantedCode {
  readonly code: string;
  readonly symbology: 'ean13' | 'ean8' | 'upca' | 'gtin14' | 'code128' | 'other';
  readonly sku: string;
}

/** Refuses codes that are not well-formed, are given twice, or name an item or a pack already, in whatever form they are printed. */
export async function assertBarcodesFree(ctx: CommandContext, codes: readonly WantedCode[]): Promise<void> {
  if (codes.length === 0) return;
  const seen = new Map<string, string>();
  for (const b of codes) {
    if (!isValidBarcode(b.code, b.symbology)) throw refuse(badBarcode, { code: b.code, symbology: b.symbology });
    for (const same of sameCodes(b.code)) {
      const twin = seen.get(same);
      if (twin !== undefined) throw refuse(barcodeTaken, { code: same, sku: twin });
    }
    for (const same of sameCodes(b.code)) seen.set(same, b.sku);
  }
  for (const table of ['item_barcode', 'pack_barcode'] as const) {
    const taken = await ctx.tx.db
      .selectFrom(table)
      .innerJoin('item', 'item.id', `${table}.item_id`)
      .innerJoin(
        ctx.tx
          .rowset(
            [...seen.keys()].map((code) => ({ code })),
            { code: 'text' },
          )
          .as('w'),
        'w.code',
        `${table}.code`,
      )
      .select([`${table}.code`, 'item.sku'])
      .executeTakeFirst();
    if (taken) throw refuse(barcodeTaken, taken);
  }
}

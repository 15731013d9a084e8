import { catalogOperations, misread, unknownCode } from '../../../../preload/contract/catalog.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { readScan, writtenForms } from '../../../../preload/contract/values/gs1.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';

const MAX_SHOWN = 40;

/**
 * What a scan names. A barcode is found in whatever form of its GTIN it was registered; what is no barcode may be a SKU. A code
 * counts one piece unless it says how many there are, and none is no count; the code of a pack counts what the pack holds, each time.
 */
export async function readItemCode({ tx, today }: Pick<QueryContext, 'tx' | 'today'>, code: string) {
  const scan = readScan(code, Number(today.slice(0, 4)));
  const shown = code.replaceAll(/[^\x20-\x7e]/g, ' ').slice(0, MAX_SHOWN);
  if ('why' in scan) throw refuse(misread, { code: shown, why: scan.why, at: scan.at });
  const { text, gtin, lot, serial, expiresOn, count } = scan;
  const items = tx.db.selectFrom('item as i').select(['i.id', 'i.sku', 'i.title', 'i.unit_code as unit', 'i.active']);
  const codes = gtin === undefined ? [text] : [...new Set([text, ...writtenForms(gtin)])];
  const named = await items
    .where('i.id', 'in', (eb) => eb.selectFrom('item_barcode').select('item_id').where('code', 'in', codes))
    .executeTakeFirst();
  const pack = named
    ? undefined
    : await tx.db
        .selectFrom('item_pack as p')
        .select(['p.id', 'p.item_id', 'p.code', 'p.name', 'p.steps'])
        .where('p.id', 'in', (eb) => eb.selectFrom('pack_barcode').select('pack_id').where('code', 'in', codes))
        .where('p.active', '=', 1)
        .executeTakeFirst();
  const item = named ?? (await items.where(pack ? 'i.id' : 'i.sku', '=', pack?.item_id ?? text).executeTakeFirst());
  if (!item) throw refuse(unknownCode, { code: gtin ?? shown });
  return {
    item,
    ...(lot === undefined ? {} : { lot }),
    ...(serial === undefined ? {} : { serial }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
    ...(pack ? { pack: { id: pack.id, code: pack.code, name: pack.name, qty: pack.steps } } : {}),
    count: Math.max(count ?? 1, 1) * (pack?.steps ?? 1),
  };
}

export const readCode = handleQuery(catalogOperations.readCode, (ctx, { code }) => readItemCode(ctx, code));

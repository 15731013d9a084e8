import { ask } from '../../client/ask.ts';
import { asFailure } from '../../client/failure.ts';
import type { OutputOf } from '../../client/operations.ts';

/** The product a code names: its barcode, else its SKU; undefined where it names none. */
export async function itemOf(code: string): Promise<OutputOf<'catalog.getItem'> | undefined> {
  for (const by of [{ barcode: code }, { sku: code }]) {
    try {
      return (await ask('catalog.getItem', by)).output;
    } catch (error) {
      if (asFailure(error).code !== 'engine.notFound') throw error;
    }
  }
  return undefined;
}

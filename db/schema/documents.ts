import { instant, ref, revision, table, word } from './dsl.ts';

/** The PDF of an invoice or credit note in a language: written once, then the one that is sent and shown. */
export const printedInvoice = table('printed_invoice', {
  kind: 'record',
  columns: {
    invoice_id: ref('invoice'),
    language: word('en', 'de'),
    file_id: ref('stored_file'),
    kept_at: instant(),
    revision: revision(),
  },
  primaryKey: ['invoice_id', 'language'],
});

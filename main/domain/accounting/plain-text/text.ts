import type { JournalEntryText, PlainTextFormat } from '../../../../preload/contract/accounting-journal.ts';
import { formatMinor, minorUnits } from '../../../../preload/contract/values/money.ts';

/** What a file says before its first entry, and how it says entries. */
export interface PlainText {
  readonly head: string;
  readonly entry: (entry: JournalEntryText) => string;
}

/** beancount wants every account opened by a day; this one comes before all books. */
const OPENED = '1900-01-01';

type Line = JournalEntryText['lines'][number];

/**
 * An amount as decimal text, never a fraction of a float. A line of another currency stands in that currency with what it was worth, so
 * that the program reckons both; where it has no amount there (an exchange difference) it stands in the company's.
 */
function amountOf({ amount, docCurrency, docAmount }: Line, currency: string): string {
  const own = `${formatMinor(amount, currency)} ${currency}`;
  if (docCurrency === currency || docAmount === 0 || amount * Math.sign(docAmount) < 0) return own;
  return `${formatMinor(docAmount, docCurrency)} ${docCurrency} @@ ${formatMinor(Math.abs(amount), currency)} ${currency}`;
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const quoted = (text: string) => `"${oneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const nameOf = (names: ReadonlyMap<string, string>, line: Line): string => {
  const name = names.get(line.accountId);
  if (name === undefined) throw new Error(`the line names account ${line.accountId}, which is not in the chart`);
  return name;
};

function hledger(names: ReadonlyMap<string, string>, currency: string): PlainText {
  // Read strictly, a program wants every currency declared; which there are is known only when they come.
  const declared = new Set([currency]);
  const declare = (code: string) => {
    const decimals = minorUnits(code);
    return `commodity 1000.${'0'.repeat(decimals)} ${code}`;
  };
  const fresh = (e: JournalEntryText) => [...new Set(e.lines.map((l) => l.docCurrency))].filter((code) => !declared.has(code));
  return {
    head: [declare(currency), ...[...names.values()].map((name) => `account ${name}`), '', ''].join('\n'),
    entry: (e) => {
      const currencies = fresh(e);
      for (const code of currencies) declared.add(code);
      return [
        ...currencies.map(declare),
        `${e.postedOn}=${e.documentOn} (${e.number}) ${oneLine(e.memo).replaceAll(';', ',')}  ; source: ${oneLine(`${e.sourceKind} ${e.sourceId}`)}`,
        ...e.lines.map((l) => `    ${nameOf(names, l)}  ${amountOf(l, currency)}`),
        '',
        '',
      ].join('\n');
    },
  };
}

function beancount(names: ReadonlyMap<string, string>, currency: string): PlainText {
  return {
    head: [
      `option "operating_currency" "${currency}"`,
      `${OPENED} commodity ${currency}`,
      ...[...names.values()].map((name) => `${OPENED} open ${name}`),
      '',
      '',
    ].join('\n'),
    entry: (e) =>
      [
        `${e.postedOn} * ${quoted(e.memo)} ^${e.number}`,
        `  number: ${quoted(e.number)}`,
        `  document: ${e.documentOn}`,
        `  source: ${quoted(`${e.sourceKind} ${e.sourceId}`)}`,
        ...e.lines.map((l) => `  ${nameOf(names, l)}  ${amountOf(l, currency)}`),
        '',
        '',
      ].join('\n'),
  };
}

/** How a journal reads in a format. `names` are those of `accountNames` in the same format, `currency` is the company's. */
export const plainText = (format: PlainTextFormat, names: ReadonlyMap<string, string>, currency: string): PlainText =>
  format === 'hledger' ? hledger(names, currency) : beancount(names, currency);

import { texts } from '../text.ts';

const WORDS = {
  cash: 'Cash',
  'current-assets': 'Current assets',
  'fixed-assets': 'Non-current assets',
  'current-liabilities': 'Current liabilities',
  'long-term-liabilities': 'Non-current liabilities',
  equity: 'Equity',
  revenue: 'Revenue',
  'cost-of-sales': 'Cost of sales',
  operating: 'Operating income and expenses',
  finance: 'Finance result',
  'income-tax': 'Income tax',
  'operating-flow': 'Operating activities',
  'investing-flow': 'Investing activities',
  'financing-flow': 'Financing activities',
  'gross-profit': 'Gross profit',
  'operating-result': 'Operating result',
  'result-before-tax': 'Result before tax',
  'net-result': 'Net result',
  'total-assets': 'Total assets',
  'total-liabilities': 'Total liabilities',
  'earlier-results': 'Results of earlier years',
  'current-result': 'Result of the year so far',
  'total-equity': 'Total equity',
  'liabilities-and-equity': 'Total liabilities and equity',
  'opening-cash': 'Cash at the beginning',
  'cash-change': 'Change in cash',
  'closing-cash': 'Cash at the end',
} as const;

/** Parts of the statements and the lines that are reckoned. */
export const statementWords = texts('kit.statement', WORDS);

/** All of them by their code, as the person reads them. */
export const allWords = (): Record<string, string> =>
  Object.fromEntries((Object.keys(WORDS) as (keyof typeof WORDS)[]).map((code) => [code, statementWords(code)]));

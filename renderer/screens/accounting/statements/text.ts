import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.statements', {
  title: 'Statements',
  'profit-and-loss': 'Profit and loss',
  'balance-sheet': 'Balance sheet',
  'cash-flow': 'Cash flow',
  from: 'From',
  through: 'Through',
  on: 'On',
  accounts: 'Accounts',
  name: 'Name',
  empty: 'Nothing has been posted in these days.',
  wrongDays: 'The first day comes after the last. Choose an earlier first day.',
  toResult: '{{currency}}, income positive, expense negative',
  toPosition: '{{currency}}, what is owned, then what is owed and equity',
  toCash: '{{currency}}, money in positive, money out negative',
  part: 'Part',
  code: 'Account',
  until: 'to {{day}}',
  days: '{{from}} to {{to}}',
});

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
export const words = texts('accounting.statements.words', WORDS);

/** All of them by their code, as the person reads them. */
export const allWords = (): Record<string, string> =>
  Object.fromEntries((Object.keys(WORDS) as (keyof typeof WORDS)[]).map((code) => [code, words(code)]));

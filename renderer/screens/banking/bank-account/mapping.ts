import { CSV_DAYS, type CsvMapping } from '../../../../preload/contract/banking-files.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { type Action, type Ask, action } from '../../../kit/action/action.ts';
import { t } from './text.ts';

type Account = OutputOf<'banking.listBankAccounts'>['rows'][number];

const one = <const V extends string>(options: readonly V[], value: string | undefined, instead: V): V =>
  options.find((o) => o === value) ?? instead;
const DELIMITERS = [',', ';', '\t', '|'] as const;
const ENCODINGS = ['utf-8', 'windows-1252'] as const;
const DECIMALS = ['.', ','] as const;
/** A choice has no empty value. */
const NONE = 'none';
const THOUSANDS = [NONE, '.', ',', ' ', "'"] as const;

function asksOf(known: CsvMapping | null): readonly Ask[] {
  const c = known?.columns;
  const column = (name: string, label: string, start: string | undefined, hint = t('columnHint')): Ask => ({
    name,
    label,
    kind: 'text',
    hint,
    optional: name !== 'bookedOn' && name !== 'label',
    ...(start === undefined ? {} : { start }),
  });
  const choice = (name: string, label: string, start: string, options: readonly (readonly [string, string])[]): Ask => ({
    name,
    label,
    kind: 'choice',
    start,
    options: options.map(([value, text]) => ({ value, text })),
  });
  return [
    choice('delimiter', t('delimiter'), known?.delimiter ?? ',', [
      [',', t('comma')],
      [';', t('semicolon')],
      ['\t', t('tab')],
      ['|', t('bar')],
    ]),
    choice('encoding', t('encoding'), known?.encoding ?? 'utf-8', [
      ['utf-8', 'UTF-8'],
      ['windows-1252', t('western')],
    ]),
    {
      name: 'skip',
      label: t('skip'),
      kind: 'text',
      start: String(known?.skip ?? 0),
      unreadable: (text) => (/^\d{1,2}$/.test(text) ? undefined : t('skipNumber')),
    },
    choice(
      'days',
      t('dayForm'),
      known?.days ?? 'YYYY-MM-DD',
      CSV_DAYS.map((d) => [d, d]),
    ),
    choice('decimal', t('decimal'), known?.decimal ?? '.', [
      ['.', t('point')],
      [',', t('comma')],
    ]),
    choice('thousands', t('thousands'), known?.thousands || NONE, [
      [NONE, t('none')],
      ['.', t('point')],
      [',', t('comma')],
      [' ', t('blank')],
      ["'", t('apostrophe')],
    ]),
    column('bookedOn', t('colBooked'), c?.bookedOn),
    column('amount', t('colAmount'), c?.amount, t('colAmountHint')),
    column('debit', t('colDebit'), c?.debit),
    column('credit', t('colCredit'), c?.credit),
    column('label', t('colLabel'), c?.label.join(', '), t('colLabelHint')),
    column('name', t('colName'), c?.name),
    column('valueOn', t('colValue'), c?.valueOn),
    column('reference', t('colReference'), c?.reference),
    column('currency', t('colCurrency'), c?.currency),
    column('balance', t('colBalance'), c?.balance),
  ];
}

/** Says how the columns of the CSV files of a bank account read; kept for the next ones. */
export const mapColumns = (account: Account): Action =>
  action({
    verb: t('mapping'),
    operation: 'banking.changeBankAccount',
    asks: asksOf(account.mapping),
    expect: [{ id: account.id, revision: account.revision }],
    input: ({ delimiter, encoding, skip = '0', days, decimal, thousands, bookedOn = '', label = '', ...others }) => {
      const mark = one(THOUSANDS, thousands, NONE);
      const grouped: CsvMapping['thousands'] = mark === NONE ? '' : mark;
      const { amount, debit, credit, name, valueOn, reference, currency, balance } = others;
      const named = { amount, debit, credit, name, valueOn, reference, currency, balance };
      return {
        bankAccountId: account.id,
        mapping: {
          delimiter: one(DELIMITERS, delimiter, ','),
          encoding: one(ENCODINGS, encoding, 'utf-8'),
          skip: Number(skip),
          days: one(CSV_DAYS, days, 'YYYY-MM-DD'),
          decimal: one(DECIMALS, decimal, '.'),
          thousands: grouped,
          columns: {
            bookedOn,
            label: label.split(',').map((s) => s.trim()),
            ...Object.fromEntries(Object.entries(named).filter(([, v]) => v !== undefined)),
          },
        },
      };
    },
  });

import { z } from 'zod';
import { FILE_STATEMENTS_MAX, STATEMENT_FORMATS, zCsvMapping, zStatement } from './banking-files.ts';
import { bankLinesList, bankStatementsList } from './banking-lists.ts';
import { alreadyExists, notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCount, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';
import { formatMinor, zMinor } from './values/money.ts';

/** Kinds of the jobs that read a statement somebody uploaded. */
export const LOOK_AT_STATEMENT = 'banking.previewStatement';
export const IMPORT_STATEMENT = 'banking.importStatement';

export const bankFileRejected = refusal(
  'banking.fileRejected',
  z.object({ name: z.string(), line: z.number().int().nullable(), detail: z.string() }),
  (p) => `${p.name} cannot be taken: ${p.line === null ? '' : `line ${p.line}: `}${p.detail}. Nothing of it was imported.`,
);
export const otherAccount = refusal(
  'banking.otherAccount',
  z.object({ said: z.string(), account: z.string() }),
  (p) => `The statement is of account ${p.said}, not of ${p.account}. Choose the bank account it belongs to.`,
);
export const statementCurrency = refusal(
  'banking.statementCurrency',
  z.object({ said: z.string(), currency: z.string(), account: z.string() }),
  (p) => `The statement is in ${p.said}, ${p.account} is kept in ${p.currency}. Amounts of different currencies are never mixed.`,
);
export const homeCurrencyOnly = refusal(
  'banking.homeCurrencyOnly',
  z.object({ currency: z.string(), home: z.string() }),
  (p) => `Bank accounts are kept in ${p.home}, the currency of the books; ${p.currency} cannot be taken yet.`,
);
export const balanceGap = refusal(
  'banking.balanceGap',
  z.object({ reference: z.string(), opening: z.number().int(), before: z.number().int(), currency: z.string() }),
  (p) =>
    `Statement ${p.reference} opens with ${formatMinor(p.opening, p.currency)}, the one before closed with ${formatMinor(p.before, p.currency)} ${p.currency}. A statement between them is missing: import it first.`,
);
export const doesNotAdd = refusal(
  'banking.doesNotAdd',
  z.object({ reference: z.string(), reckoned: z.number().int(), closing: z.number().int(), currency: z.string() }),
  (p) =>
    `The lines of statement ${p.reference} lead to ${formatMinor(p.reckoned, p.currency)}, it says it closes with ${formatMinor(p.closing, p.currency)} ${p.currency}. The file is damaged or cut off: fetch it again.`,
);
export const linesMixed = refusal(
  'banking.linesMixed',
  z.object({ reference: z.string(), known: z.number().int(), on: z.string() }),
  (p) =>
    `${p.known} lines of statement ${p.reference} were imported before, but stand behind new ones (${p.on}). Lines that came before must come first: check whether the file was changed.`,
);
export const accountTaken = refusal(
  'banking.accountTaken',
  z.object({ account: z.string() }),
  (p) => `Account ${p.account} cannot be a bank account: it is kept by open item, by another room, or belongs to another bank account.`,
);

const zNumber = z
  .string()
  .transform((s) => s.replaceAll(/\s/g, '').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9/.-]{4,40}$/, 'an IBAN or account number'));

const zTakes = z.strictObject({ bankAccountId: zRef, statements: z.array(zStatement).min(1).max(FILE_STATEMENTS_MAX) });
const zTaken = z.object({
  /** new statements, and new lines on them */
  statements: zCount,
  lines: zCount,
  /** lines that had come before and changed nothing */
  known: zCount,
  /** what came in less what went out by the new lines */
  amount: zCount,
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** what the bank says is there after them */
  balance: zCount,
});
/** What importing a file brings, or brought. */
export const zStatementLook = zTaken.extend({ name: z.string(), format: z.enum(STATEMENT_FORMATS) });
export type StatementLook = z.output<typeof zStatementLook>;
const takeRefusals = [notFound, otherAccount, statementCurrency, balanceGap, doesNotAdd, linesMixed];

export const zStatementJob = z.strictObject({ bankAccountId: zRef, fileId: zRef });
const readsFile = {
  permission: 'accounting.bank' as const,
  input: zStatementJob,
  output: z.object({ jobId: z.string() }),
  refusals: [notFound],
};

const zAccountRow = z.object({
  id: z.string(),
  name: z.string(),
  accountId: z.string(),
  accountCode: z.string(),
  number: z.string().nullable(),
  currency: z.string(),
  active: z.boolean(),
  revision: zCount,
  mapping: zCsvMapping.nullable(),
  /** what a payment file tells the bank of the company; null where nothing is stated */
  payer: z
    .object({
      format: z.string(),
      name: z.string(),
      bankCode: z.string().nullable(),
      bankName: z.string().nullable(),
      companyCode: z.string().nullable(),
    })
    .nullable(),
  statements: zCount,
  balanceOn: z.string().nullable(),
  /** what the bank says: after the last statement */
  balance: zCount,
  /** lines of the bank nothing was matched with yet, and their sum */
  openLines: zCount,
  open: zCount,
  /** what was posted on the account and has no line of the bank */
  unseen: zCount,
  /** balance of the account in the books = balance - open + unseen */
  ledger: zCount,
});

export const bankingOperations = {
  openBankAccount: command('banking.openBankAccount', {
    permission: 'accounting.bank',
    summary: 'Keep a bank account: an account of the chart with the number the bank knows it by',
    input: z.strictObject({
      id: zId('bka').optional(),
      name: zText,
      number: zNumber.optional(),
      currency: z.string().length(3),
      /** the account of the chart; one of its own is added where none is named */
      accountId: zRef.optional(),
      /** what the bank says stood there before the first statement */
      startBalance: zMinor.default(0),
      mapping: zCsvMapping.optional(),
    }),
    output: z.object({ bankAccountId: z.string(), accountId: z.string() }),
    refusals: [notFound, alreadyExists, accountTaken, homeCurrencyOnly],
  }),
  changeBankAccount: command('banking.changeBankAccount', {
    permission: 'accounting.bank',
    summary: 'Rename a bank account, say how its CSV files read, or close it',
    input: z.strictObject({
      bankAccountId: zRef,
      name: zText.optional(),
      number: zNumber.optional(),
      mapping: zCsvMapping.optional(),
      active: z.boolean().optional(),
    }),
    output: z.object({ bankAccountId: z.string() }),
    refusals: [notFound, alreadyExists],
    edits: ({ bankAccountId }) => [bankAccountId],
  }),
  previewStatement: command('banking.previewStatement', {
    ...readsFile,
    summary: 'Read an uploaded bank statement and say what importing it would bring, as a job; nothing is taken in',
  }),
  importStatement: command('banking.importStatement', {
    ...readsFile,
    summary:
      'Import an uploaded bank statement (CSV, OFX, CAMT.053, MT940) as a job; refused whole when it is damaged or does not continue',
  }),
  takeStatements: command('banking.takeStatements', {
    permission: 'accounting.bank',
    summary: 'Take the statements of one file in, all or none',
    internal: true,
    input: zTakes.extend({ fileId: zRef, format: z.enum(STATEMENT_FORMATS) }),
    output: zTaken,
    refusals: takeRefusals,
  }),
  checkStatements: query('banking.checkStatements', {
    permission: 'accounting.bank',
    summary: 'What taking these statements in would bring',
    input: zTakes,
    output: zTaken,
    refusals: takeRefusals,
    wholeCompany: true,
  }),
  listBankAccounts: query('banking.listBankAccounts', {
    permission: 'accounting.read',
    summary: 'Bank accounts: what the bank says, what is open, and the balance in the books',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(zAccountRow) }),
    wholeCompany: true,
  }),
  listBankLines: bankLinesList.page,
  countBankLines: bankLinesList.count,
  facetBankLines: bankLinesList.facet,
  listBankStatements: bankStatementsList.page,
  countBankStatements: bankStatementsList.count,
  facetBankStatements: bankStatementsList.facet,
};

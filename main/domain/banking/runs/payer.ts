import type { Selectable } from 'kysely';
import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import {
  CURRENCY_OF_FORMAT,
  noPayerDetails,
  type PaymentFormat,
  payerIncomplete,
  wrongFileCurrency,
} from '../../../../preload/contract/banking-runs.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { isIban } from '../../../../preload/contract/values/bank.ts';
import { type BankAccount, loadBankAccount } from '../take-statements.ts';

/** Who pays, as a file names them, and the account of the bank it is paid from. */
export interface Paying {
  readonly account: BankAccount;
  readonly payer: Selectable<DB['bank_account_payer']>;
}

/** Refuses files of a format in another currency than the books, and SEPA from an account without an IBAN. */
export function assertPayer(account: BankAccount, format: PaymentFormat, home: string): void {
  const needs = CURRENCY_OF_FORMAT[format];
  if (needs !== null && home !== needs) throw refuse(wrongFileCurrency, { format, needs, home });
  if (format === 'sepa' && !isIban(account.number ?? '')) throw refuse(payerIncomplete, { account: account.name, missing: 'IBAN' });
}

/** The bank account a run is paid from, with what its files say of the company. Refuses one that says nothing of it. */
export async function loadPaying(tx: Connection<DB>, bankAccountId: string, home: string): Promise<Paying> {
  const account = await loadBankAccount(tx, bankAccountId);
  const payer = await tx.db.selectFrom('bank_account_payer').selectAll().where('bank_account_id', '=', account.id).executeTakeFirst();
  if (!payer || account.active === 0) throw refuse(noPayerDetails, { account: account.name });
  assertPayer(account, payer.format, home);
  return { account, payer };
}

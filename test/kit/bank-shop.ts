import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { Workers } from '../../main/engine/jobs/workers.ts';
import type { Shop } from './company.ts';

export interface Job {
  readonly state: string;
  readonly error: string | null;
  readonly result: Record<string, unknown>;
}
export interface BankAccountRow {
  readonly id: string;
  readonly accountId: string;
  readonly balance: number;
  readonly balanceOn: string | null;
  readonly openLines: number;
  readonly open: number;
  readonly unseen: number;
  readonly ledger: number;
  readonly revision: number;
}
export interface BankLineRow {
  readonly id: number;
  readonly amount: number;
  readonly open: number;
  readonly state: string;
  readonly label: string;
}

/** One line of a made-up statement: day, amount in pounds, name, words. */
export type Row = readonly [on: string, amount: string, name: string, words: string];

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A statement of the bank as a CSV file with a running balance, read by `MAPPING`. */
export function csvStatement(opening: number, rows: readonly Row[]): string {
  let balance = opening;
  const lines = rows.map(([on, amount, name, words]) => {
    balance += Math.round(Number(amount) * 100);
    return `${on},${amount},${name},"${words}",${(balance / 100).toFixed(2)}`;
  });
  return `${['Date,Amount,Name,Details,Balance', ...lines].join('\n')}\n`;
}

export const MAPPING = {
  delimiter: ',',
  encoding: 'utf-8',
  skip: 0,
  days: 'YYYY-MM-DD',
  decimal: '.',
  thousands: '',
  columns: { bookedOn: 'Date', amount: 'Amount', name: 'Name', label: ['Details'], balance: 'Balance' },
};

/** A company with a bank account on the account `Bank`, and the ways to bring statements in. */
export async function bankShop(shop: Shop) {
  const workers = new Workers(shop.engine);
  let uploads = 0;
  const { id: chartAccount } = await shop.ask<{ id: string }>('accounting.getAccount', { role: 'bank' });
  const { bankAccountId } = await shop.dispatch<{ bankAccountId: string }>('banking.openBankAccount', {
    name: 'Current account',
    number: 'GB29 NWBK 6016 1331 9268 19',
    currency: 'GBP',
    accountId: chartAccount,
    mapping: MAPPING,
  });
  const account = async (): Promise<BankAccountRow> => {
    const { rows } = await shop.ask<{ rows: BankAccountRow[] }>('banking.listBankAccounts', {});
    const found = rows.find((r) => r.id === bankAccountId);
    if (!found) throw new Error('the bank account is gone');
    return found;
  };
  const upload = async (content: string | Buffer, name: string, permission: string): Promise<string> => {
    const file = { name, mediaType: 'text/plain', purpose: 'upload' as const, permission };
    const how = { actor: shop.actor, commandId: () => `upload-${(uploads += 1)}-file` };
    return (await shop.engine.files.write(file, content, how)).fileId;
  };
  const after = async (operation: string, input: unknown): Promise<Job> => {
    const { jobId } = await shop.dispatch<{ jobId: string }>(operation, input);
    await workers.runDue();
    return shop.ask<Job>('engine.getJob', { jobId });
  };
  return {
    bankAccountId,
    account,
    upload,
    after,
    /** Uploads a statement and looks at it or takes it in. */
    async reads(content: string | Buffer, operation: 'previewStatement' | 'importStatement' = 'importStatement', name = 'statement.csv') {
      return after(`banking.${operation}`, { bankAccountId, fileId: await upload(content, name, 'accounting.bank') });
    },
    async lines(): Promise<BankLineRow[]> {
      const sort = [{ column: 'bookedOn', direction: 'asc' }];
      return (await shop.ask<{ rows: BankLineRow[] }>('banking.listBankLines', { limit: 500, sort })).rows;
    },
  };
}

/** A statement as the reading job hands it in: an amount in pence for each line. */
export const bankStatement = (bankAccountId: string, amounts: readonly number[], day = '2026-01-05') => ({
  bankAccountId,
  fileId: 'file_statement',
  format: 'csv',
  statements: [
    {
      reference: day,
      accountNo: null,
      currency: 'GBP',
      opening: null,
      closing: null,
      contentHash: hash(`${day} ${amounts.join(' ')}`),
      lines: amounts.map((amount, i) => ({
        bookedOn: day,
        valueOn: day,
        amount,
        name: `Party ${i + 1}`,
        accountNo: null,
        label: `Line ${i + 1}`,
        reference: null,
        bankRef: null,
        fingerprint: hash(`${day} ${i} ${amount}`),
      })),
    },
  ],
});

/** A settlement as the reading job hands it in: kinds with amounts in pence; what they come to is paid out. */
export const settlementOf = (
  channelId: string,
  externalId: string,
  lines: readonly (readonly [kind: string, amount: number, orderRef?: string])[],
) => ({
  channelId,
  fileId: 'file_settlement',
  profile: 'csv',
  settlements: [
    {
      externalId,
      reference: null,
      currency: 'GBP',
      paidOn: '2026-01-05',
      payout: lines.reduce((sum, [, amount]) => sum + amount, 0),
      opening: null,
      closing: null,
      contentHash: hash(externalId),
      lines: lines.map(([kind, amount, orderRef]) => ({
        kind,
        type: kind,
        orderRef: orderRef ?? null,
        externalId: null,
        on: '2026-01-05',
        amount,
        label: '',
      })),
    },
  ],
});

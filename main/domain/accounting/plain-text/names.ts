import type { PlainTextFormat } from '../../../../preload/contract/accounting-journal.ts';
import type { AccountType } from '../model.ts';

/** The five words both programs know what an account is by. */
const TOP: Readonly<Record<AccountType, string>> = {
  asset: 'Assets',
  liability: 'Liabilities',
  equity: 'Equity',
  income: 'Income',
  expense: 'Expenses',
};

export interface NamedAccount {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly type: AccountType;
}

/** hledger ends a name at two blanks, a semicolon begins a comment, a colon a level. */
const forHledger = (text: string) => text.replaceAll(/[:;]/g, ' ').replaceAll(/\s+/g, ' ').trim();
/** beancount takes letters, digits and dashes. */
const forBeancount = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** Name of every account in the file, by id: what it is, its code, its name. Two that would be called the same are told apart by a number. */
export function accountNames(accounts: readonly NamedAccount[], format: PlainTextFormat): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const { id, code, name, type } of accounts) {
    const own = format === 'hledger' ? forHledger(`${code} ${name}`) : forBeancount(`${code}-${name}`);
    let full = `${TOP[type]}:${own}`;
    for (let n = 2; taken.has(full); n += 1) full = `${TOP[type]}:${own}-${n}`;
    taken.add(full);
    names.set(id, full);
  }
  return names;
}

import { balanceGap, doesNotAdd, linesMixed, otherAccount, statementCurrency } from '../../../preload/contract/banking.ts';
import type { Statement } from '../../../preload/contract/banking-files.ts';
import { type Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';

/** What a bank account stands at before a statement is taken in. */
export interface Standing {
  readonly name: string;
  readonly number: string | null;
  readonly currency: string;
  /** What the bank said last, or stood there before the first statement. */
  readonly balance: Minor;
}

/** A statement as it will be kept; `lines` are the new ones. */
export interface NewStatement {
  readonly statement: Statement;
  readonly lines: Statement['lines'];
  readonly opening: Minor;
  readonly closing: Minor;
}

/** Account numbers are compared without blanks, and a bank may write less of it than the whole IBAN. */
function sameAccount(said: string, number: string): boolean {
  const plain = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  const [a, b] = [plain(said), plain(number)];
  return a === b || (a.length >= 6 && b.endsWith(a)) || (b.length >= 6 && a.endsWith(b)) || a.startsWith(b);
}

/**
 * Whether a statement continues what was taken in before: its account and currency are this account's, its lines lead from its
 * opening to its closing balance, and it opens with what stood there. Lines that came before may stand at its beginning and
 * are left out; null where there is nothing new in it. A format without balances goes on from what stood there.
 */
export function decideStatement(at: Standing, statement: Statement, known: ReadonlySet<string>): NewStatement | null | Refusal {
  const { reference, accountNo, currency, lines } = statement;
  if (accountNo !== null && at.number !== null && !sameAccount(accountNo, at.number))
    return refuse(otherAccount, { said: accountNo, account: `${at.name} (${at.number})` });
  if (currency !== null && currency !== at.currency)
    return refuse(statementCurrency, { said: currency, currency: at.currency, account: at.name });
  const fresh = lines.filter((l) => !known.has(l.fingerprint));
  if (fresh.length === 0) return null;
  const before = lines.length - fresh.length;
  const late = lines.slice(before).find((l) => known.has(l.fingerprint));
  if (late) return refuse(linesMixed, { reference, known: before, on: late.bookedOn });
  const sum = (of: Statement['lines']) => sumSafe(of.map((l) => l.amount));
  const opens = statement.opening ?? (statement.closing === null ? null : sumSafe([statement.closing, -sum(lines)]));
  if (opens !== null && statement.closing !== null) {
    const reckoned = sumSafe([opens, sum(lines)]);
    if (reckoned !== statement.closing)
      return refuse(doesNotAdd, { reference, reckoned, closing: statement.closing, currency: at.currency });
  }
  const opening = opens === null ? at.balance : sumSafe([opens, sum(lines.slice(0, before))]);
  if (opening !== at.balance) return refuse(balanceGap, { reference, opening, before: at.balance, currency: at.currency });
  return { statement, lines: fresh, opening, closing: sumSafe([opening, sum(fresh)]) };
}

import type { OutputOf } from '../../../client/operations.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { amountOf, askAmount } from '../../../kit/action/typed.ts';
import { money } from '../../../kit/format.ts';
import { t } from './text.ts';

export type Line = OutputOf<'banking.suggestMatches'>['rows'][number];
export type Suggested = Line['suggestions'][number];
type Part = Suggested['parts'][number];

/** A suggested part as the command takes it. */
function partOf({ kind, accountId, itemKey, entryId, amount, discount }: Part) {
  if (kind === 'item') return { kind: 'item' as const, accountId: accountId ?? '', itemKey: itemKey ?? '', amount, discount };
  if (kind === 'entry') return { kind: 'entry' as const, entryId: entryId ?? 0, amount };
  return { kind: 'account' as const, accountId: accountId ?? '', amount };
}
const matchOf = (line: Line, { parts, ruleId }: Suggested) => ({
  lineId: line.id,
  parts: parts.map(partOf),
  ...(ruleId === null ? {} : { ruleId }),
});

/** Why it is suggested, in words. */
export function whyOf({ by, ruleName }: Suggested): string {
  if (by === 'rule') return t('rule', { rule: ruleName ?? '' });
  return t(by === 'name' ? 'byName' : by === 'amount' ? 'byAmount' : by);
}

/** What it is for, in words: documents, entries, accounts. */
export const whatFor = ({ parts }: Suggested, currency: string): string =>
  parts
    .map((p) =>
      [p.name, p.partyName, p.discount > 0 ? t('letOff', { amount: money(p.discount, currency), currency }) : null]
        .filter((word) => word !== null)
        .join(', '),
    )
    .join(' + ');

/** Accepts one suggestion of a line. */
export const accept = (bankAccountId: string, line: Line, chosen: Suggested): Action =>
  action({
    verb: t('accept', { nth: line.suggestions.indexOf(chosen) + 1 }),
    operation: 'banking.matchLines',
    input: () => ({ bankAccountId, matches: [matchOf(line, chosen)] }),
  });

/** The suggestions that leave nothing to choose, one for each line. */
export const sureOf = (lines: readonly Line[]): readonly { readonly line: Line; readonly chosen: Suggested }[] =>
  lines.flatMap((line) => {
    const chosen = line.suggestions.find((s) => s.sure);
    return chosen ? [{ line, chosen }] : [];
  });

/** Accepts everything that is sure, after one look at what it posts. */
export const acceptAll = (bankAccountId: string, lines: readonly Line[]): Action =>
  action({
    verb: t('acceptAll', { count: sureOf(lines).length }),
    operation: 'banking.matchLines',
    input: () => ({ bankAccountId, matches: sureOf(lines).map(({ line, chosen }) => matchOf(line, chosen)) }),
  });

interface Choice {
  readonly value: string;
  readonly text: string;
}

const amountAsk = (line: Line, currency: string) =>
  askAmount({ name: 'amount', label: t('partAmount', { currency }), start: money(Math.abs(line.open), currency) }, currency);
const signed = (line: Line, amount: string | undefined, currency: string) => (line.open < 0 ? -1 : 1) * amountOf(amount, currency);

/** Posts a line, or a part of it, on an account. */
export const toAccount = (bankAccountId: string, line: Line, currency: string, accounts: readonly Choice[]): Action =>
  action({
    verb: t('toAccount'),
    operation: 'banking.matchLines',
    asks: [
      { name: 'accountId', label: t('postTo'), kind: 'choice', options: accounts },
      amountAsk(line, currency),
      { name: 'memo', label: t('memo'), kind: 'text', start: line.label.slice(0, 200), optional: true },
    ],
    input: ({ accountId = '', amount, memo }) => ({
      bankAccountId,
      matches: [
        {
          lineId: line.id,
          parts: [{ kind: 'account' as const, accountId, amount: signed(line, amount, currency), ...(memo === undefined ? {} : { memo }) }],
        },
      ],
    }),
  });

const ROLES = ['receivable', 'payable'] as const;

/** Leaves a line, or a part of it, open for a customer or supplier. */
export const onAccount = (bankAccountId: string, line: Line, currency: string, parties: readonly Choice[]): Action =>
  action({
    verb: t('onAccount'),
    operation: 'banking.matchLines',
    asks: [
      { name: 'partyId', label: t('party'), kind: 'choice', options: parties },
      {
        name: 'role',
        label: t('as'),
        kind: 'choice',
        start: line.open > 0 ? 'receivable' : 'payable',
        options: ROLES.map((value) => ({ value, text: t(value) })),
      },
      amountAsk(line, currency),
    ],
    input: ({ partyId = '', role, amount }) => ({
      bankAccountId,
      matches: [
        {
          lineId: line.id,
          parts: [
            {
              kind: 'on-account' as const,
              partyId,
              role: ROLES.find((r) => r === role) ?? 'receivable',
              amount: signed(line, amount, currency),
            },
          ],
        },
      ],
    }),
  });

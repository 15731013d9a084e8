import type { Suggestion } from '../../../preload/contract/banking-matching.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import { firstRule, type Rule, type RuledLine, wordsOf } from './rules.ts';

/** An open item a line may be for. `numbers` are those it is known by: its own, of its order, of the supplier's paper. */
export interface Candidate {
  readonly accountId: string;
  readonly itemKey: string;
  readonly name: string;
  readonly partyId: string | null;
  readonly partyName: string | null;
  readonly residual: Minor;
  readonly numbers: readonly string[];
  /** Sums it may be settled by besides all of it: less what is let off by the day, or the instalments that are open up to one; signed as the residual. */
  readonly ways: readonly Way[];
  /** the payment run it is of, whose sum is that of a line looked at */
  readonly batch: string | null;
}
/** A sum an item may be settled by, until a day. */
export interface Way {
  readonly amount: Minor;
  readonly discount: Minor;
  readonly untilOn: string | null;
}
/** An entry on the account of the bank that no line was matched with. */
export interface Unseen {
  readonly entryId: number;
  readonly number: string;
  readonly memo: string;
  readonly partyName: string | null;
  readonly amount: Minor;
  readonly on: string;
}
export interface Known {
  readonly bankAccountId: string;
  readonly currency: string;
  readonly candidates: readonly Candidate[];
  readonly unseen: readonly Unseen[];
  readonly rules: readonly Rule[];
  readonly accountNames: ReadonlyMap<string, string>;
}
type Part = Suggestion['parts'][number];

/** Shown of one line at most. */
const SHOWN = 4;
/** Items of one party that are tried for a sum: 2 to the power of this many sums at most. */
const SUM_ITEMS = 12;
const NUMBER = /[A-Z0-9][A-Z0-9\-_/.]{2,39}/g;

/** What may be a number in the words of a line: at least three letters or digits with a digit among them, as they stand and without what surrounds them. */
export function numbersIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [raw] of text.toUpperCase().matchAll(NUMBER)) {
    const token = raw.replace(/[-_/.]+$/, '');
    if (/\d{2}/.test(token)) for (const one of [token, ...token.split(/[/_.]/)]) if (one.length >= 3 && /\d/.test(one)) found.add(one);
  }
  return found;
}

const plain = (text: string | null): string =>
  (text ?? '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether a party's name and what the bank writes are of one: all its words of three letters and more stand there. */
export function sameName(party: string | null, said: string): boolean {
  const words = plain(party)
    .split(' ')
    .filter((w) => w.length >= 3);
  const there = new Set(plain(said).split(' '));
  return words.length > 0 && words.every((w) => there.has(w));
}

const itemPart = (c: Candidate, amount: Minor, discount = 0): Part => ({
  discount,
  kind: 'item',
  accountId: c.accountId,
  itemKey: c.itemKey,
  entryId: null,
  name: c.name,
  partyName: c.partyName,
  amount,
  residual: c.residual,
});
const suggestion = (by: Suggestion['by'], sure: boolean, open: Minor, parts: readonly Part[], rule?: Rule): Suggestion => ({
  by,
  sure,
  ruleId: rule?.id ?? null,
  ruleName: rule?.name ?? null,
  rest: open - sumSafe(parts.map((p) => p.amount)),
  parts: [...parts],
});

/**
 * What an open line is likely for, surest first. Sure is only what nothing else competes with: an entry of the amount that waits for its line,
 * items whose numbers stand in the words and add up, the payments of the only run of that sum, a rule, the only item of the amount of somebody whose name stands there, the
 * only way some items of that party add up. The rest is a choice for a person.
 */
export function suggest(line: RuledLine & { readonly bookedOn: string }, known: Known): Suggestion[] {
  const { open } = line;
  const words = wordsOf(line);
  const way = open < 0 ? -1 : 1;
  const fitting = known.candidates.filter((c) => c.residual * way > 0);
  const found: Suggestion[] = [];

  const entries = known.unseen.filter((e) => e.amount === open);
  for (const e of entries)
    found.push(
      suggestion('entry', entries.length === 1, open, [
        {
          kind: 'entry',
          accountId: null,
          itemKey: null,
          entryId: e.entryId,
          name: `${e.number} ${e.memo}`,
          discount: 0,
          partyName: e.partyName,
          amount: open,
          residual: null,
        },
      ]),
    );

  const numbers = numbersIn(words);
  const named = fitting.filter((c) => c.numbers.some((n) => numbers.has(n.toUpperCase())));
  const sum = sumSafe(named.map((c) => c.residual));
  if (named.length > 0 && sum === open)
    found.push(
      suggestion(
        'number',
        true,
        open,
        named.map((c) => itemPart(c, c.residual)),
      ),
    );

  const early = named.map((c) => lessDiscount(c, line.bookedOn));
  const [only, ...others] = named;
  const another = only === undefined || others.length > 0 ? undefined : wayOf(only, open, line.bookedOn);
  if (sum !== open && early.length > 0 && sumSafe(early.map((p) => p.amount)) === open) found.push(suggestion('number', true, open, early));
  else if (sum !== open && only && another) found.push(suggestion('number', true, open, [itemPart(only, open, another.discount)]));

  found.push(...runsOf(fitting, open));

  const rule = firstRule(known.rules, known.bankAccountId, line, known.currency);
  if (rule) {
    const parts = rule.parts.map(
      (p): Part => ({
        kind: 'account',
        accountId: p.accountId,
        itemKey: null,
        entryId: null,
        name: known.accountNames.get(p.accountId) ?? '',
        discount: 0,
        partyName: null,
        amount: p.amount,
        residual: null,
      }),
    );
    found.push(suggestion('rule', sumSafe(parts.map((p) => p.amount)) === open, open, parts, rule.rule));
  }

  const theirs = fitting.filter((c) => sameName(c.partyName, words));
  const equal = fitting.flatMap((c) => {
    const discount = c.residual === open ? 0 : wayOf(c, open, line.bookedOn)?.discount;
    return discount === undefined ? [] : [{ c, discount }];
  });
  const ofName = equal.filter(({ c }) => theirs.includes(c));
  for (const { c, discount } of ofName) found.push(suggestion('name', ofName.length === 1, open, [itemPart(c, open, discount)]));
  const sums = ofName.length === 0 ? waysToSum(theirs.slice(0, SUM_ITEMS), open) : [];
  for (const one of sums)
    found.push(
      suggestion(
        'sum',
        sums.length === 1,
        open,
        one.map((c) => itemPart(c, c.residual)),
      ),
    );

  if (named.length > 0 && sum !== open) found.push(partial(named, open));
  for (const e of equal) if (!ofName.includes(e)) found.push(suggestion('amount', false, open, [itemPart(e.c, open, e.discount)]));
  return distinct(found).slice(0, SHOWN);
}

/** The way an item is settled by a sum on a day, if there is one. */
const wayOf = (c: Candidate, amount: Minor, on: string): Way | undefined =>
  c.ways.find((w) => w.amount === amount && (w.untilOn === null || on <= w.untilOn));

/** All of an item, less what is let off on a day. */
function lessDiscount(c: Candidate, on: string): Part {
  const way = c.ways.find((w) => w.discount > 0 && w.untilOn !== null && on <= w.untilOn);
  return way ? itemPart(c, way.amount, way.discount) : itemPart(c, c.residual);
}

/** Payments of a run that were booked as one line: all of it that is open comes to the line. */
function runsOf(fitting: readonly Candidate[], open: Minor): Suggestion[] {
  const runs = [...Map.groupBy(fitting, (c) => c.batch)].filter(
    ([run, of]) => run !== null && of.length > 1 && sumSafe(of.map((c) => c.residual)) === open,
  );
  return runs.map(([, of]) => {
    const parts = of.map((c) => itemPart(c, c.residual));
    return suggestion('batch', runs.length === 1, open, parts);
  });
}

/** Items whose numbers are there but whose sum is another: settled in turn as far as the money goes, and what is over stays open on the line. */
function partial(named: readonly Candidate[], open: Minor): Suggestion {
  let left = Math.abs(open);
  const way = open < 0 ? -1 : 1;
  const parts: Part[] = [];
  for (const c of named) {
    const amount = Math.min(left, Math.abs(c.residual));
    if (amount > 0) parts.push(itemPart(c, way * amount));
    left -= amount;
  }
  return suggestion('partial', false, open, parts);
}

/** Ways in which two or more of these items add up to an amount exactly; two at most, for then neither is sure. */
function waysToSum(items: readonly Candidate[], amount: Minor): Candidate[][] {
  const ways: Candidate[][] = [];
  const goOn = (from: number, left: Minor, chosen: readonly Candidate[]): void => {
    if (ways.length > 1) return;
    if (left === 0 && chosen.length > 1) return void ways.push([...chosen]);
    for (let i = from; i < items.length; i += 1) {
      const item = items[i];
      if (item && Math.abs(item.residual) <= Math.abs(left)) goOn(i + 1, left - item.residual, [...chosen, item]);
    }
  };
  goOn(0, amount, []);
  return ways;
}

/** Each set of parts once, by what is surest. */
function distinct(found: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<string>();
  const kept = found.filter((s) => {
    const key = JSON.stringify(s.parts.map((p) => [p.accountId, p.itemKey, p.entryId, p.amount]));
    return !seen.has(key) && seen.add(key);
  });
  return [...kept.filter((s) => s.sure), ...kept.filter((s) => !s.sure)];
}

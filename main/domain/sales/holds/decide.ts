import type { HoldWish } from '../model.ts';
import { finds } from './kinds.ts';
import type { Facts, HoldRule, RuleSubject } from './model.ts';

/** Whether a rule looks at an order at all. */
export function inRuleScope(
  { scope }: Pick<HoldRule, 'scope'>,
  order: Pick<RuleSubject, 'channelId' | 'country'>,
  tier: string | null,
): boolean {
  const { channelIds, countries, tiers } = scope;
  return (
    (channelIds.length === 0 || (order.channelId !== null && channelIds.includes(order.channelId))) &&
    (countries.length === 0 || countries.includes(order.country)) &&
    (tiers.length === 0 || (tier !== null && tiers.includes(tier)))
  );
}

/** Holds the rules of the company ask for, in the order of the rules. Pure: nothing is read here. */
export function decideHolds(order: RuleSubject, rules: readonly HoldRule[], facts: Facts): HoldWish[] {
  return rules.flatMap((rule) => {
    if (!rule.active || !inRuleScope(rule, order, facts.tier)) return [];
    const found = finds(rule.test, order, facts);
    return found ? [{ code: rule.code, severity: rule.severity, slaHours: rule.slaHours, ...found }] : [];
  });
}

/** A hold an order has had, as far as deciding again needs it. */
export interface HadHold {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  /** Null where no rule placed it. */
  readonly facts: string | null;
  readonly released: boolean;
}

export interface Redecided {
  readonly place: readonly HoldWish[];
  /** Open holds whose figures changed. */
  readonly update: readonly { readonly id: string; readonly detail: string; readonly facts: string }[];
  /** Open holds whose rule has nothing against the order any more. */
  readonly lift: readonly string[];
}

/**
 * What becomes of the holds of an order that changed. `rules` are those that could be asked: a rule that could not keeps its hold. What
 * somebody released stays released while the figures are the same; what an edit put right is lifted by itself.
 */
export function redecide(wishes: readonly HoldWish[], had: readonly HadHold[], rules: readonly HoldRule[]): Redecided {
  const asked = new Set(rules.filter((r) => r.active).map((r) => r.code));
  const open = new Map(had.filter((h) => !h.released && h.facts !== null).map((h) => [h.code, h]));
  const settled = new Set(had.filter((h) => h.released && h.facts !== null).map((h) => `${h.code} ${h.facts}`));
  const wanted = new Map(wishes.map((w) => [w.code, w]));
  return {
    place: wishes.filter((w) => !open.has(w.code) && !settled.has(`${w.code} ${w.facts}`)),
    update: [...open.values()].flatMap((h) => {
      const wish = wanted.get(h.code);
      return wish?.facts !== undefined && (wish.facts !== h.facts || wish.detail !== h.detail)
        ? [{ id: h.id, detail: wish.detail, facts: wish.facts }]
        : [];
    }),
    lift: [...open.values()].filter((h) => asked.has(h.code) && !wanted.has(h.code)).map((h) => h.id),
  };
}

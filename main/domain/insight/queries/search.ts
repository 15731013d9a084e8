import { wordsOf } from '../../../../db/dialect/portable.ts';
import { HIT_KINDS, type HitKind, insightOperations } from '../../../../preload/contract/insight.ts';
import { holds } from '../../../../preload/contract/permission.ts';
import { handleQuery } from '../../handler.ts';
import { numbersMeant, spellings } from '../typed.ts';
import { KINDS, type Typed } from './find.ts';

const SERIES = ['SO', 'INV', 'CN', 'SHP', 'RET'];

/** What anybody looks for by typing: kind by kind what the asker may see, exact hits first. */
export const search = handleQuery(insightOperations.search, async (ctx, input) => {
  const { text, limit } = input;
  // One more than asked for says whether there are more.
  const typed: Typed = { text, spelt: spellings(text), words: wordsOf(text), limit: limit + 1 };
  const meant = new Set([...typed.spelt, ...numbersMeant(text, SERIES, ctx.today)]);
  const hits = [];
  const more: HitKind[] = [];
  for (const kind of input.kinds ?? HIT_KINDS) {
    const { permission, find } = KINDS[kind];
    if (!holds(ctx.actor.permissions, permission)) continue;
    const found = (await find(ctx, typed)).map(({ known, ...hit }) => ({
      kind,
      ...hit,
      exact: known.some((name) => name !== null && meant.has(name)),
    }));
    if (found.length > limit) more.push(kind);
    hits.push(...found.toSorted((a, b) => Number(b.exact) - Number(a.exact)).slice(0, limit));
  }
  return { hits: hits.toSorted((a, b) => Number(b.exact) - Number(a.exact)), more };
});

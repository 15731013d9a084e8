import type { JournalCode } from '../../../preload/contract/accounting.ts';
import { addDays, type Day } from '../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../engine/context.ts';
import { policy } from '../company/index.ts';
import { type Chart, locksForActor } from './chart.ts';
import type { ResolvedEntry } from './model.ts';
import { decideOpen, locksTested, type Touched } from './rules.ts';

/** Roles that say which area an entry touches besides that of its journal; a role narrowed by a slash counts with it. */
const ROLES_OF = {
  tax: ['output-tax', 'input-tax'],
  purchases: ['payable', 'grni', 'grni-returns', 'landed-accrual'],
  sales: ['receivable', 'cogs', 'gsni', 'deferred-revenue', 'returns-clearing'],
} as const;

/** What an entry touches, by its accounts. */
function touching(chart: Chart): (entry: ResolvedEntry) => Touched {
  const areas = Object.entries(ROLES_OF).flatMap(([area, roles]) =>
    roles.map((role) => [chart.plays(role)?.id ?? '', area as keyof typeof ROLES_OF] as const),
  );
  const areaOf = new Map(areas);
  return ({ lines }) => {
    const touched = new Set<'stock' | 'purchases' | 'sales' | 'tax'>();
    for (const { account } of lines) {
      if (account.managedBy === 'inventory') touched.add('stock');
      const area = areaOf.get(account.id);
      if (area) touched.add(area);
    }
    return touched;
  };
}

/**
 * Entries on days that are open for who posts them. One on a locked day is refused, naming the next open day; it moves there
 * instead when it is the house's own, or when the company chose so for people. The date of its document never moves.
 */
export async function onOpenDays(ctx: CommandContext, chart: Chart, entries: readonly ResolvedEntry[]): Promise<ResolvedEntry[]> {
  const locks = await locksForActor(ctx);
  const touchedBy = touching(chart);
  const moves = policy(ctx, 'lateEntries') === 're-date';
  const decided = new Map<string, Day>();
  const dayOf = (entry: ResolvedEntry, journal: JournalCode): Day => {
    const { on, redates = false } = entry.draft;
    const kinds = locksTested(journal, touchedBy(entry));
    const key = `${on} ${redates} ${kinds.join()}`;
    const known = decided.get(key);
    if (known !== undefined) return known;
    const no = decideOpen(locks, kinds, on);
    if (no && !(moves || redates)) throw no;
    const open = no ? addDays((no.params as { through: Day }).through, 1) : on;
    if (open !== on) ctx.message(`Posted on ${open} instead of ${on}, which is locked; the date of the document stays.`);
    decided.set(key, open);
    return open;
  };
  return entries.map((entry) => {
    const { draft } = entry;
    const on = dayOf(entry, draft.journal);
    return on === draft.on ? entry : { ...entry, draft: { ...draft, on, documentOn: draft.documentOn ?? draft.on } };
  });
}

/** The first day from `on` that is open for entries of the house that touch stock and cost of sales. */
export async function stockDayFrom(ctx: CommandContext, on: Day): Promise<Day> {
  const no = decideOpen(await locksForActor(ctx), locksTested('STK', new Set(['stock', 'sales'])), on);
  return no ? addDays((no.params as { through: Day }).through, 1) : on;
}

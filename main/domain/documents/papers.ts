import {
  nothingToPrint,
  PAPER_PERMISSIONS,
  PAPERS_PAGE,
  type Paper,
  type PaperKind,
  type PaperSpan,
} from '../../../preload/contract/documents.ts';
import { notFound, notPermitted, wholeCompanyOnly } from '../../../preload/contract/engine.ts';
import { holds } from '../../../preload/contract/permission.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../engine/context.ts';
import { invoicePapers } from './invoices.ts';
import { letterPapers, statementPapers } from './owed.ts';
import { labelPapers, slipPapers } from './parcels.ts';
import { pickPapers, wavePapers } from './picks.ts';
import { quotePapers } from './quotes.ts';

type Asker = Pick<QueryContext, 'tx' | 'actor' | 'today' | 'company'>;

const OF_THE_COMPANY: ReadonlySet<PaperKind> = new Set(['quote', 'dunning-letter', 'customer-statement']);

/** Refuses a kind of document whose rows the asker may not read. */
export function assertMayPrint({ actor }: Pick<Asker, 'actor'>, kind: PaperKind, operation: string): void {
  const permission = PAPER_PERMISSIONS[kind];
  if (!holds(actor.permissions, permission)) throw refuse(notPermitted, { operation, permission });
  // What a customer owes is known of the company as a whole only; a quote is of no channel yet.
  if (OF_THE_COMPANY.has(kind) && (actor.scopes.warehouse || actor.scopes.channel)) throw refuse(wholeCompanyOnly, { operation });
}

const CALLED = {
  invoice: 'invoice',
  quote: 'quote',
  'packing-slip': 'shipment',
  label: 'shipment',
  'pick-list': 'order',
  'dunning-letter': 'dunning letter',
  'customer-statement': 'party',
} as const satisfies Record<PaperKind, string>;

async function gathered(ctx: Asker, kind: PaperKind, ids: readonly string[]): Promise<Paper[]> {
  if (kind === 'invoice') return invoicePapers(ctx, ids);
  if (kind === 'quote') return quotePapers(ctx, ids);
  if (kind === 'dunning-letter') return letterPapers(ctx, ids);
  if (kind === 'packing-slip') return slipPapers(ctx, ids);
  return labelPapers(ctx, ids);
}

/**
 * What documents say, in the order they were named. One that is not there, or is not the asker's to see, is refused; of a pick list
 * statement customers are named with its days, of a pick list orders, and it lists what is promised to those of them the asker may see, or waves, and it lists their open picks.
 */
export async function papersOf(ctx: Asker, kind: PaperKind, ids: readonly string[], span?: PaperSpan): Promise<Paper[]> {
  if (kind === 'customer-statement') {
    if (!span) throw refuse(nothingToPrint, { kind, on: null });
    return statementPapers(ctx, ids, span);
  }
  if (kind === 'pick-list') return [...(await wavePapers(ctx, ids)), ...(await pickPapers(ctx, ids, ctx.today))];
  const found = new Map<string, Paper>();
  for (let from = 0; from < ids.length; from += PAPERS_PAGE)
    for (const paper of await gathered(ctx, kind, ids.slice(from, from + PAPERS_PAGE))) found.set(paper.id, paper);
  return ids.map((id) => {
    const paper = found.get(id);
    if (!paper) throw refuse(notFound, { kind: CALLED[kind], id });
    return paper;
  });
}

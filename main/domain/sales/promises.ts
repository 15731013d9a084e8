import { sql } from 'kysely';
import type { CommandContext } from '../../engine/context.ts';
import { release } from '../inventory/index.ts';
import { ORDER } from './model.ts';

/**
 * Gives back stock promised to order lines beyond what they still want: such a line loses its whole promise (it is
 * promised anew where the shop allocates at once), a line whose promise still fits keeps its place in the queue.
 */
export async function releaseExcess(
  ctx: CommandContext,
  wants: readonly { readonly orderLineId: number; readonly wanted: number }[],
): Promise<void> {
  if (wants.length === 0) return;
  const rows = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          wants.map((w) => ({ id: w.orderLineId })),
          { id: 'int' },
        )
        .as('w'),
    )
    .innerJoin('reservation as r', (j) => j.onRef('r.subject_line', '=', 'w.id').on('r.subject_kind', '=', ORDER))
    .groupBy('w.id')
    .select(['w.id', sql<number>`cast(sum(r.qty) as bigint)`.as('promised')])
    .execute();
  const wanted = new Map(wants.map((w) => [w.orderLineId, w.wanted]));
  const lines = rows.filter((r) => r.promised > (wanted.get(r.id) ?? 0)).map((r) => r.id);
  if (lines.length > 0) await release(ctx, { subjectKind: ORDER, lines });
}

import { z } from 'zod';
import { postEntries } from '../../main/domain/accounting/index.ts';
import { handleCommand } from '../../main/domain/handler.ts';
import { type MoveDraft, moveStock, reserve, stockPosting } from '../../main/domain/inventory/index.ts';
import { rooms } from '../../main/domain/rooms.ts';
import { buildRegistry, type RoomModule } from '../../main/engine/registry.ts';
import { command } from '../../preload/contract/operation.ts';

/** One move as the tests ask for it: at a unit cost, back from earlier moves, at the default cost, or plain. */
const zMove = z.strictObject({
  itemId: z.string().max(80),
  qty: z.int().positive(),
  from: z.string().max(80),
  to: z.string().max(80),
  unit: z.int().optional(),
  backFrom: z.array(z.int()).max(20).optional(),
  found: z.boolean().optional(),
  day: z.int().min(1).max(28).default(1),
  reservation: z.strictObject({ line: z.int(), warehouseId: z.string().max(80) }).optional(),
});
export type StockroomMove = z.input<typeof zMove>;

const moveOp = command('stockroom.move', {
  permission: 'stockroom.write',
  summary: 'Move stock and post the difference to cost of sales',
  input: z.strictObject({ moves: z.array(zMove).max(10_000), reply: z.boolean().default(true) }),
  output: z.object({ moveIds: z.array(z.int()), values: z.array(z.int()) }),
});
const reserveOp = command('stockroom.reserve', {
  permission: 'stockroom.write',
  summary: 'Reserve for orders',
  input: z.strictObject({
    wants: z
      .array(
        z.strictObject({
          order: z.string().max(80),
          line: z.int(),
          itemId: z.string().max(80),
          warehouseId: z.string().max(80),
          qty: z.int().positive(),
          priority: z.int().default(0),
        }),
      )
      .max(20_000),
    mode: z.enum(['partial', 'all-or-nothing']).default('partial'),
  }),
  output: z.object({ granted: z.int(), first: z.array(z.int()) }),
});

const costOf = (m: z.output<typeof zMove>): Pick<MoveDraft, 'cost'> => {
  if (m.unit !== undefined) return { cost: { kind: 'unit', micros: m.unit } };
  if (m.backFrom) return { cost: { kind: 'return', ofMoveIds: m.backFrom } };
  return m.found ? { cost: { kind: 'default' } } : {};
};

/** A room that calls the inventory room's inner functions the way higher rooms do, for tests and measurements. */
const stockroom: RoomModule = {
  name: 'stockroom',
  commands: [
    handleCommand(moveOp, async (ctx, { moves, reply }) => {
      const entryId = ctx.nextId('journal_entry');
      const source = { kind: 'stockroom', id: `sr_${ctx.seq}` };
      const dayOf = (m: z.output<typeof zMove>) => `2026-01-${String(m.day).padStart(2, '0')}`;
      const results = await moveStock(
        ctx,
        moves.map((m): MoveDraft => {
          const on = dayOf(m);
          const reservation = m.reservation && {
            subjectKind: 'order',
            subjectLine: m.reservation.line,
            warehouseId: m.reservation.warehouseId,
          };
          const { itemId, qty, from: fromLocationId, to: toLocationId } = m;
          return {
            itemId,
            qty,
            fromLocationId,
            toLocationId,
            at: `${on}T08:00:00.000Z`,
            on,
            source,
            entryId,
            ...costOf(m),
            ...(reservation ? { reservation } : {}),
          };
        }),
      );
      const { lines, net, ppv } = stockPosting(results);
      await postEntries(ctx, [
        {
          entryId,
          journal: 'STK',
          on: moves.map(dayOf).sort().at(-1) ?? ctx.today,
          source,
          memo: 'Stockroom',
          lines: [...lines, { account: { role: 'ppv' }, amount: ppv }, { account: { role: 'cogs' }, amount: -(net + ppv) }],
        },
      ]);
      return reply
        ? { moveIds: results.map((r) => r.moveId), values: results.map((r) => (r.in ?? r.out)?.value ?? 0) }
        : { moveIds: [], values: [] };
    }),
    handleCommand(reserveOp, async (ctx, { wants, mode }) => {
      const { granted } = await reserve(
        ctx,
        wants.map(({ order, line, ...want }) => ({ ...want, subjectKind: 'order', subjectId: order, subjectLine: line })),
        mode,
      );
      return { granted: granted.reduce((sum, qty) => sum + qty, 0), first: granted.slice(0, 100) };
    }),
  ],
  queries: [],
};

/** All rooms, the stockroom, and what else a test brings. */
export const stockroomRegistry = (...more: readonly RoomModule[]) => buildRegistry([...rooms, stockroom, ...more]);

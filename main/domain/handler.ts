import type { z } from 'zod';
import type { CommandDef, QueryDef } from '../../preload/contract/operation.ts';
import type { CommandContext, QueryContext } from '../engine/context.ts';

/** Ties a command operation of the contract to its body; input and reply are typed by the operation's schemas. */
export function handleCommand<N extends string, I extends z.ZodType, O extends z.ZodType>(
  def: CommandDef<N, I, O>,
  run: (ctx: CommandContext, input: z.output<I>) => Promise<z.input<O>>,
) {
  return { def, run: (ctx: CommandContext, input: unknown) => run(ctx, input as z.output<I>) };
}

/** Ties a query operation of the contract to its body. */
export function handleQuery<N extends string, I extends z.ZodType, O extends z.ZodType>(
  def: QueryDef<N, I, O>,
  run: (ctx: QueryContext, input: z.output<I>) => Promise<z.input<O>>,
) {
  return { def, run: (ctx: QueryContext, input: unknown) => run(ctx, input as z.output<I>) };
}

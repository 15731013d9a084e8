import { salesOperations } from '../../../../preload/contract/sales.ts';
import { sayWhy } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { cancelQuantities } from '../cancelling.ts';

export const cancelOrder = handleCommand(salesOperations.cancelOrder, async (ctx, { orderId, on = ctx.today, ...said }) =>
  cancelQuantities(ctx, { orderId, reason: await sayWhy(ctx, 'cancel', said), on }),
);

export const cancelLines = handleCommand(salesOperations.cancelLines, async (ctx, { orderId, lines, on = ctx.today, ...said }) =>
  cancelQuantities(ctx, { orderId, reason: await sayWhy(ctx, 'cancel', said), on, lines }),
);

import { salesOperations } from '../../../../preload/contract/sales.ts';
import { handleCommand } from '../../handler.ts';
import { cancelQuantities } from '../cancelling.ts';

export const cancelOrder = handleCommand(salesOperations.cancelOrder, (ctx, { orderId, reason, on = ctx.today }) =>
  cancelQuantities(ctx, { orderId, reason, on }),
);

export const cancelLines = handleCommand(salesOperations.cancelLines, (ctx, { orderId, reason, lines, on = ctx.today }) =>
  cancelQuantities(ctx, { orderId, reason, on, lines }),
);

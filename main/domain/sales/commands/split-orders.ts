import { splitOperations } from '../../../../preload/contract/sales-splits.ts';
import { handleCommand } from '../../handler.ts';
import { splitOrderOff } from '../splits/split.ts';

export const splitOrder = handleCommand(splitOperations.splitOrder, (ctx, input) => splitOrderOff(ctx, input));

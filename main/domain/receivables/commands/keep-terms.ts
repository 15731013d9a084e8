import { receivableOperations } from '../../../../preload/contract/receivables.ts';
import { putSettings } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { DUNNING } from '../terms.ts';

export const setDunningTerms = handleCommand(receivableOperations.setDunningTerms, async (ctx, input) => ({
  changed: await putSettings(ctx, { [DUNNING]: input }),
}));

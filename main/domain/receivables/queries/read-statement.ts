import { receivableOperations } from '../../../../preload/contract/receivables.ts';
import { handleQuery } from '../../handler.ts';
import { statementOf } from '../statement.ts';

export const getStatement = handleQuery(receivableOperations.getStatement, (ctx, { partyId, from, to }) =>
  statementOf(ctx, partyId, from, to),
);

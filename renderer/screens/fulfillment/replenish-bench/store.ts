import { ask } from '../../../client/ask.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { send } from '../../../client/send.ts';

export type Task = OutputOf<'fulfillment.listReplenishTasks'>['rows'][number];

/** Tasks taken along at once. */
const MOST = 200;

/** What is to be carried now, the oldest first. */
export async function openTasks(): Promise<readonly Task[]> {
  const { output } = await ask('fulfillment.listReplenishTasks', {
    filter: [{ column: 'state', op: 'eq', value: 'open' }],
    sort: [{ column: 'madeAt', direction: 'asc' }],
    limit: MOST,
  });
  return output.rows;
}

/** Goods stand in their face. */
export async function carried(taskId: number, code: string, qty: number): Promise<OutputOf<'fulfillment.confirmReplenishment'> | null> {
  return (await send('fulfillment.confirmReplenishment', { taskId, code, qty })).output;
}

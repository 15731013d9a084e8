import { ask } from '../../../client/ask.ts';
import { asFailure } from '../../../client/failure.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { send } from '../../../client/send.ts';

export type Wave = OutputOf<'fulfillment.getWave'>;
export type Task = Wave['tasks'][number];

/** The wave of that number; undefined where there is none. */
export async function openWave(number: string): Promise<Wave | undefined> {
  try {
    return (await ask('fulfillment.getWave', { number })).output;
  } catch (error) {
    if (asFailure(error).code === 'engine.notFound') return undefined;
    throw error;
  }
}

/** One scan, with the instant it was read. */
export async function scanPick(taskId: number, code: string): Promise<OutputOf<'fulfillment.scanPick'> | null> {
  return (await send('fulfillment.scanPick', { taskId, code, readAt: new Date().toISOString() })).output;
}

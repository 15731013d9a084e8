import type { Actor } from '../../main/engine/context.ts';
import { type Engine, SYSTEM } from '../../main/engine/engine.ts';

/** Locks the books through a day, and opens it again: the engine asks for it, `decider` agrees. Answers the id of the reopening. */
export async function reopened(engine: Engine, decider: Actor, day: string): Promise<string> {
  const send = (operation: string, input: unknown, actor: Actor, revision?: number) =>
    engine.dispatch({
      commandId: `reopened-${operation}`,
      operation,
      input,
      actor,
      ...(revision === undefined ? {} : { expect: [{ id: 'posting_lock/all', revision }] }),
    });
  await send('accounting.setLock', { kind: 'all', through: day }, SYSTEM, 1);
  const asked = { kind: 'all', from: day, reason: 'A bill came late' };
  const refused: unknown = await send('accounting.reopenPeriod', asked, SYSTEM, 2).catch((error: unknown) => error);
  const { requestId } = (refused as { params: { requestId: string } }).params;
  await send('company.approve', { requestId }, decider);
  const { output } = await engine.ask({ operation: 'accounting.listReopenings', input: {}, actor: SYSTEM });
  return (output as { rows: { id: string }[] }).rows[0]?.id ?? '';
}

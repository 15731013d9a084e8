/** States of a payment run and which step leads where, as data. A sent run does not change: payments the bank gives back are returned one by one. */
export const RUN_MACHINE = {
  draft: { approve: 'approved', cancel: 'cancelled' },
  approved: { send: 'sent', cancel: 'cancelled' },
  sent: {},
  cancelled: {},
} as const;

export type RunState = keyof typeof RUN_MACHINE;
export type RunStep = 'approve' | 'send' | 'cancel';

/** The state after a step, or undefined when the step is not allowed from here. */
export function nextRunState(state: RunState, step: RunStep): RunState | undefined {
  const steps: Partial<Record<RunStep, RunState>> = RUN_MACHINE[state];
  return steps[step];
}

/** States a step is allowed from, for the wording of a refusal. */
export const runStatesFor = (step: RunStep): RunState[] =>
  (Object.keys(RUN_MACHINE) as RunState[]).filter((state) => nextRunState(state, step) !== undefined);

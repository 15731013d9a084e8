/** States of a return and what leads from one to the next, as data. Two things happen in either order: goods and credit. */
export const RETURN_MACHINE = {
  expected: { receive: 'received', credit: 'credited', cancel: 'cancelled' },
  received: { credit: 'closed' },
  credited: { receive: 'closed', giveUp: 'closed' },
  closed: {},
  cancelled: {},
} as const;

export type ReturnState = keyof typeof RETURN_MACHINE;
export type ReturnStep = 'receive' | 'credit' | 'cancel' | 'giveUp';

/** The state after a step, or undefined when the step is not allowed from here. */
export function nextState(state: ReturnState, step: ReturnStep): ReturnState | undefined {
  const steps: Partial<Record<ReturnStep, ReturnState>> = RETURN_MACHINE[state];
  return steps[step];
}

/** States a step is allowed from, for the wording of a refusal. */
export function statesFor(step: ReturnStep): ReturnState[] {
  return (Object.keys(RETURN_MACHINE) as ReturnState[]).filter((state) => nextState(state, step) !== undefined);
}

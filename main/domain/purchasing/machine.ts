/** States of a purchase order and what leads from one to the next, as data. */
export const ORDER_MACHINE = {
  draft: { confirm: 'confirmed', cancel: 'cancelled' },
  confirmed: { finish: 'done', cancel: 'cancelled' },
  done: {},
  cancelled: {},
} as const;

export type OrderState = keyof typeof ORDER_MACHINE;
export type OrderStep = 'confirm' | 'cancel' | 'finish';

/** The state after a step, or undefined when the step is not allowed from here. */
export function nextState(state: OrderState, step: OrderStep): OrderState | undefined {
  const steps: Partial<Record<OrderStep, OrderState>> = ORDER_MACHINE[state];
  return steps[step];
}

/** States a step is allowed from, for the wording of a refusal. */
export const statesFor = (step: OrderStep): OrderState[] =>
  (Object.keys(ORDER_MACHINE) as OrderState[]).filter((state) => nextState(state, step) !== undefined);

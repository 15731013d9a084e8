import type { StepOf } from '../machine.ts';

/** States of a purchase order and what leads from one to the next, as data. */
export const ORDER_MACHINE = {
  draft: { confirm: 'confirmed', cancel: 'cancelled' },
  confirmed: { finish: 'done', cancel: 'cancelled' },
  done: {},
  cancelled: {},
} as const;

export type OrderState = keyof typeof ORDER_MACHINE;
export type OrderStep = StepOf<typeof ORDER_MACHINE>;

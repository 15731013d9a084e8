import type { StepOf } from '../../machine.ts';

/** States of a payment run and which step leads where, as data. A sent run does not change: payments the bank gives back are returned one by one. */
export const RUN_MACHINE = {
  draft: { approve: 'approved', cancel: 'cancelled' },
  approved: { send: 'sent', cancel: 'cancelled' },
  sent: {},
  cancelled: {},
} as const;

export type RunState = keyof typeof RUN_MACHINE;
export type RunStep = StepOf<typeof RUN_MACHINE>;

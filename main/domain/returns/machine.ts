import type { StepOf } from '../machine.ts';

/** States of a return and what leads from one to the next, as data. Two things happen in either order: goods and credit. */
export const RETURN_MACHINE = {
  expected: { receive: 'received', credit: 'credited', cancel: 'cancelled' },
  received: { credit: 'closed' },
  credited: { receive: 'closed', giveUp: 'closed' },
  closed: {},
  cancelled: {},
} as const;

export type ReturnState = keyof typeof RETURN_MACHINE;
export type ReturnStep = StepOf<typeof RETURN_MACHINE>;

import type { StepOf } from '../../machine.ts';

/**
 * States of a quote and what leads from one to the next, as data; SQL refuses every other change. That its last day is over is no state: the
 * clock decides, and a new version with a later day is as good as before.
 */
export const QUOTE_MACHINE = {
  draft: { revise: 'draft', send: 'sent', decline: 'declined' },
  sent: { revise: 'draft', accept: 'accepted', decline: 'declined' },
  accepted: {},
  declined: {},
} as const;

export type QuoteStep = StepOf<typeof QUOTE_MACHINE>;

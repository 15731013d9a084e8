import type { z } from 'zod';

/**
 * A refusal is the house saying no for a reason the asker can act on. Its code and parameters are the contract; the
 * sentence is the plain-English wording for scripts and logs (the renderer words it in the user's language).
 */
export interface RefusalDef<Code extends string = string, P extends z.ZodType = z.ZodType> {
  readonly code: Code;
  readonly params: P;
  readonly sentence: (params: z.output<P>) => string;
}

/** Declares a refusal. `sentence` says what is so, why, and what to do. */
export function refusal<const Code extends string, P extends z.ZodType>(
  code: Code,
  params: P,
  sentence: (params: z.output<P>) => string,
): RefusalDef<Code, P> {
  return { code, params, sentence };
}

/** The thrown or returned form of a refusal. */
export class Refusal extends Error {
  readonly code: string;
  readonly params: unknown;
  constructor(code: string, params: unknown, sentence: string) {
    super(sentence);
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
  }
}

/** Makes (does not throw) a refusal of a declared kind. */
export function refuse<Code extends string, P extends z.ZodType>(def: RefusalDef<Code, P>, params: z.input<P>): Refusal {
  const parsed = def.params.parse(params);
  return new Refusal(def.code, parsed, def.sentence(parsed));
}

import type { CompanyLocation } from '../../../db/open.ts';
import type { QueryReply } from '../../../preload/contract/envelope.ts';
import type { Actor, CompanyFacts } from '../context.ts';

export interface ReaderSetup {
  readonly location: CompanyLocation;
}

/** A query on its way to a reader thread; everything in it survives a structured clone. */
export interface ReaderJob {
  readonly id: number;
  readonly operation: string;
  readonly input: unknown;
  readonly actor: Actor;
  readonly company: CompanyFacts;
  readonly now: string;
}

export type ReaderAnswer =
  | { readonly id: number; readonly reply: QueryReply<unknown> }
  | { readonly id: number; readonly refusal: { readonly code: string; readonly params: unknown; readonly sentence: string } }
  | { readonly id: number; readonly failure: string };

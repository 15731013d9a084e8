import type { z } from 'zod';
import type { RefusalDef } from './refusal.ts';

/** A permission names a room and what may be done there, e.g. `sales.write`. `public` needs no sign-in. */
export type Permission = `${string}.${string}` | 'public';

interface Common<N extends string, I extends z.ZodType, O extends z.ZodType> {
  readonly name: N;
  readonly permission: Permission;
  /** One line for OpenAPI and the command palette. */
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly refusals: readonly RefusalDef[];
}

/** Changes data; goes through the write path. `reply` at most 4 KB: ids and numbers. */
export interface CommandDef<N extends string = string, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Common<N, I, O> {
  readonly kind: 'command';
  /**
   * Ids of the documents or masters this input edits: each must be sent in `expect` with the revision it was decided on.
   * One that is not there yet needs no look, so a command may also create what it names. Undefined where nothing is edited.
   */
  readonly edits: ((input: z.output<I>) => readonly string[]) | undefined;
  /** Asked only by the engine's own jobs and schedules, never across the door. */
  readonly internal: boolean;
  /** Never done by one person alone: the company's standing policy for it may change who approves, and cannot be lifted. */
  readonly twoPeople: boolean;
  /** Rights it asks for besides its permission, by what it is done to: of one kind of hold, say. */
  readonly further: readonly Permission[];
}

/** Reads data: one short read-only transaction; replies carry the commit number they saw. */
export interface QueryDef<N extends string = string, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Common<N, I, O> {
  readonly kind: 'query';
  /** Answers about the company as a whole, which no part of it can be cut from: refused to who is limited to warehouses or channels. */
  readonly wholeCompany: boolean;
}

export type OperationDef = CommandDef | QueryDef;

/** Declares a command operation `room.verbNoun`. */
export function command<const N extends string, I extends z.ZodType, O extends z.ZodType>(
  name: N,
  def: {
    permission: Permission;
    summary: string;
    input: I;
    output: O;
    refusals?: readonly RefusalDef[];
    edits?: (input: z.output<I>) => readonly string[];
    internal?: boolean;
    twoPeople?: boolean;
    further?: readonly Permission[];
  },
): CommandDef<N, I, O> {
  return { edits: undefined, internal: false, twoPeople: false, further: [], ...def, kind: 'command', name, refusals: def.refusals ?? [] };
}

/** Declares a query operation `room.verbNoun`. */
export function query<const N extends string, I extends z.ZodType, O extends z.ZodType>(
  name: N,
  def: { permission: Permission; summary: string; input: I; output: O; refusals?: readonly RefusalDef[]; wholeCompany?: boolean },
): QueryDef<N, I, O> {
  return { wholeCompany: false, ...def, kind: 'query', name, refusals: def.refusals ?? [] };
}

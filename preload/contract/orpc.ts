import { type AnySchema, type ContractProcedure, type ErrorMap, oc, type Schema } from '@orpc/contract';
import { z } from 'zod';
import {
  badInput,
  commandIdReused,
  expectMissing,
  needsApproval,
  notPermitted,
  notSignedIn,
  outOfScope,
  previewChanged,
  readOnlyAccess,
  ruleBroken,
  stale,
  wholeCompanyOnly,
} from './engine.ts';
import { type CommandEnvelope, type CommandReply, type QueryReply, zCommandEnvelope, zPreview } from './envelope.ts';
import { statusOfRefusal } from './http.ts';
import { type Operations, operations } from './index.ts';
import type { CommandDef, OperationDef, QueryDef } from './operation.ts';
import type { RefusalDef } from './refusal.ts';

/**
 * The contract in the words of the RPC library: one procedure per published operation, derived from `operations`, so
 * that every transport (MessagePort, HTTP, WebSocket) and the OpenAPI document speak of the same thing. This file and
 * the server's binding are the only ones that know the library.
 */

/** What the library carries with a procedure besides its schemas. */
export interface ProcedureMeta extends Record<string, unknown> {
  readonly operation?: OperationDef;
}

type ProcedureOf<D> =
  D extends CommandDef<string, infer I, infer O>
    ? ContractProcedure<
        Schema<CommandEnvelope & { input: z.input<I> }, CommandEnvelope & { input: z.input<I> }>,
        Schema<CommandReply<z.output<O> | null>, CommandReply<z.output<O> | null>>,
        ErrorMap,
        ProcedureMeta
      >
    : D extends QueryDef<string, infer I, infer O>
      ? ContractProcedure<
          Schema<{ input: z.input<I> }, { input: z.input<I> }>,
          Schema<QueryReply<z.output<O>>, QueryReply<z.output<O>>>,
          ErrorMap,
          ProcedureMeta
        >
      : never;

/** The contract router's type, for clients. */
export type Contract = { [R in keyof Operations]: { [V in keyof Operations[R]]: ProcedureOf<Operations[R][V]> } };

const EVERYWHERE: readonly RefusalDef[] = [badInput, notSignedIn, notPermitted, outOfScope];
const COMMANDS: readonly RefusalDef[] = [stale, expectMissing, commandIdReused, previewChanged, needsApproval, ruleBroken, readOnlyAccess];

function ofItsKind(def: OperationDef): readonly RefusalDef[] {
  if (def.kind === 'command') return COMMANDS;
  return def.wholeCompany ? [wholeCompanyOnly] : [];
}

/** Refusals an operation may answer with: its own and those any operation of its kind may meet. */
export function refusalsOf(def: OperationDef): readonly RefusalDef[] {
  const all = [...def.refusals, ...EVERYWHERE, ...ofItsKind(def)];
  return [...new Map(all.map((r) => [r.code, r])).values()];
}

function errorsOf(def: OperationDef): ErrorMap {
  return Object.fromEntries(
    refusalsOf(def).map((r) => [r.code, { status: statusOfRefusal(r.code), message: r.code, data: r.params as AnySchema }]),
  );
}

const zSeq = z.int().min(0);
const inputOf = (def: OperationDef) =>
  def.kind === 'query' ? z.strictObject({ input: def.input }) : z.strictObject({ ...zCommandEnvelope.shape, input: def.input });
const outputOf = (def: OperationDef) =>
  def.kind === 'query'
    ? z.object({ seq: zSeq, output: def.output })
    : z.object({ seq: zSeq, output: def.output.nullable(), replayed: z.boolean(), preview: zPreview.optional() });

function procedureOf(def: OperationDef) {
  const [room = '', verbNoun = ''] = def.name.split('.');
  return oc
    .$meta<ProcedureMeta>({ operation: def })
    .errors(errorsOf(def))
    .route({ method: 'POST', path: `/${room}/${verbNoun}`, operationId: def.name, summary: def.summary, tags: [room] })
    .input(inputOf(def))
    .output(outputOf(def));
}

/** Operations that are asked across the door; the engine's own stay inside. */
export const publishedOperations: readonly OperationDef[] = Object.values(operations)
  .flatMap((room) => Object.values(room) as OperationDef[])
  .filter((def) => def.kind === 'query' || !def.internal);

/** One procedure per published operation, by room and name. */
export function buildContract(defs: readonly OperationDef[] = publishedOperations): Contract {
  const rooms: Record<string, Record<string, unknown>> = {};
  for (const def of defs) {
    const [room = '', verbNoun = ''] = def.name.split('.');
    (rooms[room] ??= {})[verbNoun] = procedureOf(def);
  }
  return rooms as unknown as Contract;
}

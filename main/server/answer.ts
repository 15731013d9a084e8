import { z } from 'zod';
import { zCommandEnvelope } from '../../preload/contract/envelope.ts';
import type { OperationDef } from '../../preload/contract/operation.ts';
import type { DoorReply } from '../../preload/contract/port.ts';
import { parseInput } from '../engine/admission.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';

const zQueryBody = z.strictObject({ input: z.unknown() });
/** Command ids the engine makes itself: a stranger who took one first would have its answer replayed to a job. */
const RESERVED = /^(job_|outbox\.|approval\.|company\.create$)/;
/** A command id as the other side of a door may choose it. */
export const zDoorCommandId = zCommandEnvelope.shape.commandId.refine(
  (id) => !RESERVED.test(id),
  'this form is kept for jobs, approvals and the outbox',
);
const zCommandBody = zCommandEnvelope.extend({ commandId: zDoorCommandId, input: z.unknown() });

/**
 * Asks the engine what came through any door: `{input}` for a query, the envelope with `input` for a command. The engine itself parses the input,
 * so that all doors refuse alike and bulk input is parsed once.
 */
export async function answer(
  def: OperationDef,
  body: unknown,
  { engine, actor }: { readonly engine: Engine; readonly actor: Actor },
  signal?: AbortSignal,
): Promise<DoorReply> {
  if (def.kind === 'query') {
    const { input } = parseInput(def.name, zQueryBody, body) as z.output<typeof zQueryBody>;
    return engine.ask({ operation: def.name, input, actor, ...(signal ? { signal } : {}) });
  }
  const { input, ...envelope } = parseInput(def.name, zCommandBody, body) as z.output<typeof zCommandBody>;
  return engine.dispatch({ ...envelope, operation: def.name, input, actor });
}

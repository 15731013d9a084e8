import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { type AnyRouter, implement, ORPCError } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { zPreview } from '../../preload/contract/envelope.ts';
import { zProblem } from '../../preload/contract/http.ts';
import type { OperationDef } from '../../preload/contract/operation.ts';
import { buildContract } from '../../preload/contract/orpc.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { answer } from './answer.ts';
import type { ProblemAnswer } from './problems.ts';

/** What a request brings to an operation. */
export interface DoorContext extends Record<PropertyKey, unknown> {
  readonly engine: Engine;
  readonly actor: Actor;
  /** Headers of an answer that is no success. */
  readonly setHeaders: (headers: Readonly<Record<string, string>>) => void;
}

/** The published operations of a contract on one transport. */
export interface Door {
  /** Answers a request whose body was read; false when the path is no operation. */
  handle(request: IncomingMessage, response: ServerResponse, prefix: `/${string}`, context: DoorContext): Promise<boolean>;
  /** The OpenAPI document for a company's address. */
  document(prefix: string): Promise<unknown>;
}

/**
 * Binds the contract to the engine over HTTP. Neither input nor output is checked here: the engine parses every input by
 * the same schemas, so that all doors refuse alike, and checking twice would cost bulk commands twice.
 */
export function bindDoor(defs: readonly OperationDef[], problemOf: (thrown: unknown) => ProblemAnswer): Door {
  const contract = buildContract(defs);
  const unchecked = { initialInputValidationIndex: Number.NaN, initialOutputValidationIndex: Number.NaN };
  const router: Record<string, Record<string, unknown>> = {};
  for (const def of defs) {
    const [room = '', verbNoun = ''] = def.name.split('.');
    const rooms = contract as unknown as Record<string, Record<string, Parameters<typeof implement>[0]>>;
    const procedure = rooms[room]?.[verbNoun];
    if (!procedure) throw new Error(`the contract lacks ${def.name}`);
    const implementer = implement(procedure, unchecked) as unknown as {
      handler(run: (options: { input: unknown; context: DoorContext; signal?: AbortSignal }) => Promise<unknown>): unknown;
    };
    (router[room] ??= {})[verbNoun] = implementer.handler(async ({ input, context, signal }) => {
      try {
        return await answer(def, input, context, signal);
      } catch (thrown) {
        const { status, body, headers } = problemOf(thrown);
        context.setHeaders(headers);
        throw new ORPCError(body.code, { status, message: body.sentence, data: body.params });
      }
    });
  }
  const handler = new OpenAPIHandler(router as AnyRouter, {
    customErrorResponseBodyEncoder: ({ code, data, message }) => ({ code, params: data as unknown, sentence: message }),
  });
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  let generated: Promise<object> | undefined;
  return {
    async handle(request, response, prefix, context) {
      const { matched } = await handler.handle(request, response, { prefix, context });
      return matched;
    },
    async document(prefix) {
      generated ??= generator.generate(contract as never, {
        info: {
          title: 'Countinghouse',
          version: '1',
          description:
            'Commands change data and carry a command id made by the asker: sent again, they answer what they answered before. Queries carry only their input. Amounts are minor units, prices and unit costs millionths of the major unit, quantities steps of the stock unit.',
        },
        commonSchemas: { Preview: { schema: zPreview, strategy: 'output' }, Problem: { schema: zProblem, strategy: 'output' } },
        components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
        security: [{ bearer: [] }],
        customErrorResponseBodySchema: (defined) => ({
          oneOf: defined.map(([code, , , data]) => ({
            type: 'object',
            required: ['code', 'params', 'sentence'],
            properties: { code: { const: code }, params: data, sentence: { type: 'string' } },
          })),
        }),
      });
      return { ...withFailures((await generated) as Document), servers: [{ url: prefix }] };
    },
  };
}

interface Document {
  readonly paths: Readonly<
    Record<string, { readonly post: { readonly responses: Record<string, { description: string; content?: unknown }> } }>
  >;
}

/** Adds what every operation may answer besides its refusals: faults and outages. */
function withFailures(document: Document): Document {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } };
  for (const { post } of Object.values(document.paths)) {
    for (const [status, answer] of Object.entries(post.responses))
      answer.description = status === '200' ? 'Done' : 'Refused; nothing was saved';
    post.responses['500'] = { description: 'Fault: our bug. Nothing was saved; params.reference names the stored incident.', content };
    post.responses['503'] = {
      description: 'Outage: busy. Nothing was saved; send the same command id again after Retry-After seconds.',
      content,
    };
  }
  return document;
}

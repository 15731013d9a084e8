import { z } from 'zod';
import { refusal } from './refusal.ts';

/** Largest body of a request and largest message of a line, in bytes. */
export const BODY_LIMIT = 16 * 1024 * 1024;

/** Refusals of the HTTP door itself, before an operation is reached. */
export const bodyTooLarge = refusal(
  'http.bodyTooLarge',
  z.object({ limit: z.int() }),
  (p) => `The request body is larger than ${p.limit} bytes. Send bulk data in several commands.`,
);
export const notJson = refusal(
  'http.notJson',
  z.object({ contentType: z.string() }),
  (p) => `The body must be sent as application/json, not ${p.contentType || 'without a content type'}.`,
);
export const malformedJson = refusal(
  'http.malformedJson',
  z.object({ detail: z.string() }),
  (p) => `The body is not valid JSON: ${p.detail}.`,
);
export const methodNotAllowed = refusal(
  'http.methodNotAllowed',
  z.object({ method: z.string(), allowed: z.string() }),
  (p) => `${p.method} is not understood here; send ${p.allowed}.`,
);
export const unknownCompany = refusal(
  'http.unknownCompany',
  z.object({ company: z.string() }),
  (p) => `This server does not serve a company ${p.company}.`,
);
export const tooManyLines = refusal(
  'http.tooManyLines',
  z.object({ lines: z.int() }),
  (p) => `There are ${p.lines} open lines of this sign-in already. Close some windows, or end programs that do not close theirs.`,
);
export const noTestClock = refusal(
  'http.noTestClock',
  z.object({}),
  () => 'The time of this server follows the real clock. Only a server started with --test-clock lets it be set.',
);

const BAD_REQUEST = 400;
const CONFLICT = 409;
const UNPROCESSABLE = 422;
const TOO_MANY = 429;

const STATUS: Readonly<Record<string, number>> = {
  'engine.badInput': BAD_REQUEST,
  'engine.expectMissing': BAD_REQUEST,
  'engine.notSignedIn': 401,
  'engine.notPermitted': 403,
  'engine.outOfScope': 403,
  'engine.wholeCompanyOnly': 403,
  'engine.readOnlyAccess': 403,
  'engine.unknownOperation': 404,
  'engine.notFound': 404,
  'engine.stale': CONFLICT,
  'engine.commandIdReused': CONFLICT,
  'engine.previewChanged': CONFLICT,
  'engine.alreadyExists': CONFLICT,
  'engine.ruleBroken': CONFLICT,
  'engine.notInState': CONFLICT,
  'http.malformedJson': BAD_REQUEST,
  'http.crossOrigin': 403,
  'signIn.refused': 401,
  'signIn.linkUsed': 401,
  'signIn.codeNeeded': 401,
  'signIn.codeRefused': 401,
  'signIn.locked': TOO_MANY,
  'signIn.tooManyTries': TOO_MANY,
  'http.noCompany': 404,
  'setup.refused': 401,
  'setup.busy': CONFLICT,
  'setup.addressTaken': CONFLICT,
  'http.noTestClock': 403,
  'http.unknownCompany': 404,
  'http.methodNotAllowed': 405,
  'http.tooManyLines': TOO_MANY,
  'http.bodyTooLarge': 413,
  'files.tooLarge': 413,
  'files.typeNotAllowed': 415,
  'files.tooManyUploads': TOO_MANY,
  'files.contentGone': 410,
  'files.full': 507,
  'http.notJson': 415,
};

/** HTTP status of a refusal. A room's own "no" is 422: understood, permitted, and not possible as things stand. */
export const statusOfRefusal = (code: string): number => STATUS[code] ?? UNPROCESSABLE;

/** Body of every answer that is not a success. A fault has the code `fault` and its reference in `params`. */
export const zProblem = z.object({
  code: z.string(),
  params: z.unknown(),
  sentence: z.string(),
});
export type Problem = z.output<typeof zProblem>;

import type { Problem } from '../../preload/contract/http.ts';
import { Failure, failureOf, unreachable } from './failure.ts';
import { t } from './text.ts';

/**
 * Asks what stands beside the operations: signing in, setting up, which companies there are. A secret that was printed for one purpose goes along as a
 * bearer token. Rejects with a `Failure` to word.
 */
export async function aside<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown, secret?: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`api/${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw unreachable();
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  const problem = answer as Problem | undefined;
  throw problem?.sentence ? failureOf(problem) : new Failure('answer', t('noWords', { status: response.status }));
}

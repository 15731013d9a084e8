import type { IncomingMessage } from 'node:http';
import { bodyTooLarge, malformedJson, notJson } from '../../preload/contract/http.ts';
import { refuse } from '../../preload/contract/refusal.ts';

/** Reads a request's JSON body of at most `limit` bytes. Refuses another content type, a larger body and malformed JSON. */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(contentType)) throw refuse(notJson, { contentType: contentType.slice(0, 100) });
  if (Number(request.headers['content-length']) > limit) throw refuse(bodyTooLarge, { limit });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw refuse(bodyTooLarge, { limit });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) as unknown;
  } catch (error) {
    throw refuse(malformedJson, { detail: error instanceof Error ? error.message.slice(0, 200) : String(error) });
  }
}

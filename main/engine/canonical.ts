import { hash } from 'node:crypto';

/** SHA-256 of a text, lower-case hex. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/**
 * JSON text that is the same for equal values: object keys sorted, undefined left out. Used for everything that is
 * hashed, so that both databases and every host agree.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((v) => canonicalJson(v)).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
}

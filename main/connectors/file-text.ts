import { FileDefect } from './file-defect.ts';

export type BankEncoding = 'utf-8' | 'windows-1252';

/** Bytes Windows-1252 does not define: the text was written in something else. */
const UNDEFINED_IN_1252 = /[\u0081\u008d\u008f\u0090\u009d]/;
const NUL = '\0';

/** Number of the line (from 1) a place of a text lies on. */
export const lineAt = (text: string, place: number): number => text.slice(0, place).split(/\r\n|\n|\r/).length;

const strict = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);

function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

/** The line on which bytes stop being UTF-8. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end + 1;
    try {
      strict(bytes.subarray(from, to), 'utf-8');
    } catch {
      return line;
    }
    from = to;
  }
  return line;
}

/**
 * The text of a file. A byte order mark wins over what was declared; without either it is UTF-8 if it can be, else the Western
 * encoding banks write. Refuses text that is not in the encoding it was declared in, and zero characters.
 */
export function decodeText(bytes: Uint8Array, declared?: BankEncoding): string {
  const text = decoded(bytes, declared);
  const zero = text.indexOf(NUL);
  if (zero >= 0) throw new FileDefect(lineAt(text, zero), 'a zero character in the text: this is no text, or in another encoding');
  return text;
}

function decoded(bytes: Uint8Array, declared: BankEncoding | undefined): string {
  const encoding = markOf(bytes) ?? declared;
  try {
    if (encoding !== 'windows-1252') return strict(bytes, encoding ?? 'utf-8');
  } catch {
    if (encoding !== undefined) throw new FileDefect(firstBadLine(bytes), `not valid ${encoding.toUpperCase()}`);
  }
  const western = strict(bytes, 'windows-1252');
  const odd = western.search(UNDEFINED_IN_1252);
  if (odd >= 0) throw new FileDefect(lineAt(western, odd), 'neither UTF-8 nor Western text');
  return western;
}

/** Blanks of any kind as one, none at the ends, and not longer than `max`. Null for nothing. */
export function tidy(text: string | undefined | null, max: number): string | null {
  const plain = (text ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, max);
  return plain === '' ? null : plain;
}

import { Buffer } from 'node:buffer';
import { FileDefect, readBankFile } from '../../../../main/connectors/bank/index.ts';
import type { CsvMapping, Statement } from '../../../../preload/contract/banking-files.ts';

type Content = string | Uint8Array;
const bytesOf = (content: Content) => (typeof content === 'string' ? Buffer.from(content) : content);

/** Reads a made-up file as a bank account in euros would. */
export const readStatements = (content: Content, mapping: CsvMapping | null = null, currency = 'EUR'): readonly Statement[] =>
  readBankFile(bytesOf(content), { currency, mapping }).statements;

/** The lines as a person would check them: day, amount, name, words. */
export const plain = (statement: Statement | undefined) => statement?.lines.map((l) => [l.bookedOn, l.amount, l.name, l.label]);

/** What a file is refused with. */
export function defectOf(content: Content, mapping: CsvMapping | null = null): string {
  try {
    readStatements(content, mapping);
  } catch (error) {
    if (error instanceof FileDefect) return error.message;
    throw error;
  }
  return 'taken';
}

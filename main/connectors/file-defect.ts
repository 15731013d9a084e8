/** Why a file of a bank or a payment provider cannot be taken: the line it shows on (from 1; null for the file as a whole), and what is wrong there. */
export class FileDefect extends Error {
  readonly line: number | null;
  readonly detail: string;
  constructor(line: number | null, detail: string) {
    super(line === null ? detail : `line ${line}: ${detail}`);
    this.line = line;
    this.detail = detail;
  }
}

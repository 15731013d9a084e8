import type { Column } from '../column.ts';

/** One line of a spreadsheet: what would end a cell or a line becomes a space. */
const line = (cells: readonly string[]): string => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t');

/** Rows as a spreadsheet takes them in: a line of titles, then a line per row, as the columns read on the screen. */
export function asTsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return [line(columns.map((c) => c.title)), ...rows.map((row) => line(columns.map((c) => c.text(row))))].join('\n');
}

/**
 * Puts text on the clipboard. A page on plain http has no clipboard of its own, so the text is selected in a field off the screen
 * and copied as a person would. Answers whether it worked.
 */
export async function copyText(text: string): Promise<boolean> {
  if (globalThis.isSecureContext && 'clipboard' in navigator) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed here; the way below may be.
    }
  }
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  field.className = 'off-screen';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}

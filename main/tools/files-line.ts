import type { CopiedFiles } from '../../db/backup-files.ts';

/** One line about the files that went along with a copy of a company. */
export function filesLine({ files, bytes, missing }: CopiedFiles): string {
  const lost = missing.length > 0 ? `; ${missing.length} NOT copied, their content is gone or damaged` : '';
  return `  files            ${files} (${bytes.toLocaleString('en')} bytes)${lost}`;
}

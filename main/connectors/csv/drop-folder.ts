import type { StockFile } from '../../domain/channels/port.ts';

/**
 * The few file operations an outgoing file needs, so that delivery can be tested with faults and run over other
 * transports. Names are plain file names inside one folder.
 */
export interface DropFolder {
  /** Size and sha256 of a file, or null when there is none. */
  look(name: string): Promise<{ readonly sizeBytes: number; readonly sha256: string } | null>;
  /** Creates or replaces a file and returns once its bytes are on the disk. */
  writeDurably(name: string, bytes: Uint8Array): Promise<void>;
  sizeOf(name: string): Promise<number>;
  /** Renames within the folder and returns once the folder entry is on the disk. */
  rename(from: string, to: string): Promise<void>;
}

/** `already` means an earlier attempt got through and only its answer was lost. */
export type Delivery = 'delivered' | 'already';

/**
 * Puts a rendered file into the partner's folder so that a reader sees all of it or nothing: temporary name, bytes on
 * disk, size compared, rename. Safe to repeat after any interruption: the same bytes under the same name are recognised.
 * Throws when other bytes already stand under the name (a sequence used twice) or the written size differs.
 */
export async function deliverFile(folder: DropFolder, file: StockFile): Promise<Delivery> {
  const there = await folder.look(file.name);
  if (there !== null) {
    if (there.sha256 === file.sha256) return 'already';
    throw new Error(`${file.name} already exists with other content; nothing was overwritten`);
  }
  const bytes = new TextEncoder().encode(file.content);
  const temporary = `.${file.name}.part`;
  await folder.writeDurably(temporary, bytes);
  const written = await folder.sizeOf(temporary);
  if (written !== bytes.length) {
    throw new Error(`${file.name}: ${written} of ${bytes.length} bytes arrived; the partial file was not published`);
  }
  await folder.rename(temporary, file.name);
  return 'delivered';
}

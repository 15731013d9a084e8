import { createHash, randomBytes } from 'node:crypto';
import { statSync, unlinkSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTooLarge } from '../../../preload/contract/files.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { ContentFacts, ContentStore, FileContent } from './model.ts';

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const SHA256 = /^[0-9a-f]{64}$/;
const DRAFT = /^draft-[0-9a-f]{24}$/;

async function* piecesOf(content: FileContent): AsyncGenerator<Uint8Array> {
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  for await (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
}

/**
 * Contents in one folder. A name is a SHA-256 and nothing else, so no name leads out of the folder. A content is written under a draft
 * name, flushed and then renamed: readers and crashes never meet half of one.
 */
export function folderStore(folder: string): ContentStore {
  const pathOf = (name: string): string => {
    if (!SHA256.test(name) && !DRAFT.test(name)) throw new Error(`${name} names no content`);
    return join(folder, name);
  };

  async function put(content: FileContent, limit: number): Promise<ContentFacts> {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
    const draft = pathOf(`draft-${randomBytes(12).toString('hex')}`);
    const hash = createHash('sha256');
    let bytes = 0;
    const handle = await open(draft, 'wx', PRIVATE_FILE);
    try {
      try {
        for await (const piece of piecesOf(content)) {
          bytes += piece.byteLength;
          if (bytes > limit) throw refuse(fileTooLarge, { limit });
          hash.update(piece);
          await handle.writeFile(piece);
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      const sha256 = hash.digest('hex');
      // Also over an equal content that is there: its time is new again, so that no sweep takes it from under a new row.
      await rename(draft, pathOf(sha256));
      return { sha256, bytes };
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  const isOld = (name: string, millis: number) => {
    const found = statSync(pathOf(name), { throwIfNoEntry: false });
    return found !== undefined && found.mtimeMs < Date.now() - millis;
  };

  return {
    put,
    async open(sha256) {
      try {
        return (await open(pathOf(sha256), 'r')).createReadStream();
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async old(millis) {
      let names: string[];
      try {
        names = await readdir(folder);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
        throw error;
      }
      return names.filter((name) => (SHA256.test(name) || DRAFT.test(name)) && isOld(name, millis));
    },
    remove(name, millis) {
      if (!isOld(name, millis)) return false;
      unlinkSync(pathOf(name));
      return true;
    },
  };
}

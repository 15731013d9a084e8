import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { OrderSource } from '../../domain/channels/port.ts';
import type { DropFolder } from './drop-folder.ts';
import { FileDefect } from './format.ts';

/** Small enough to keep memory flat, large enough that a chunk is hundreds of rows. */
const CHUNK_BYTES = 65_536;

/** A compressed file that grows by more than this is an attack or an accident; small files may repeat themselves. */
const MAX_GZIP_RATIO = 200;
const ALWAYS_UNPACKED_BYTES = 10_000_000;

const TEMPORARY_NAME = /(?:^[.~]|[.](?:part|tmp|filepart)$|~$)/i;

/** Whether an uploader still seems to be writing under this name; such files are left alone. */
export function isTemporaryName(name: string): boolean {
  return TEMPORARY_NAME.test(name);
}

/**
 * A file of this machine as a source; names ending in `.gz` are unpacked while reading. Give it the local copy: both
 * readings must see the same bytes.
 */
export function fileSource(path: string): OrderSource {
  return {
    name: basename(path),
    open: () => (path.endsWith('.gz') ? unpacked(path) : createReadStream(path, { highWaterMark: CHUNK_BYTES })),
  };
}

async function* unpacked(path: string): AsyncGenerator<Uint8Array> {
  const { size } = await stat(path);
  const input = createReadStream(path);
  const output = createGunzip({ chunkSize: CHUNK_BYTES });
  input.on('error', (error) => output.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of input.pipe(output) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > Math.max(size * MAX_GZIP_RATIO, ALWAYS_UNPACKED_BYTES)) {
        throw new FileDefect('too-large', null, `the file unpacks to more than ${MAX_GZIP_RATIO} times its size`);
      }
      yield chunk;
    }
  } catch (error) {
    // zlib's own codes: no gzip file, a damaged one, or one whose end is missing.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new FileDefect('unreadable', null, `the compressed file is damaged or incomplete: ${error.message}`);
    }
    throw error;
  } finally {
    input.destroy();
    output.destroy();
  }
}

/** A folder of this machine that a partner reads from. */
export function localFolder(folder: string): DropFolder {
  return {
    async look(name) {
      const hash = createHash('sha256');
      let sizeBytes = 0;
      try {
        for await (const chunk of createReadStream(join(folder, name)) as AsyncIterable<Uint8Array>) {
          hash.update(chunk);
          sizeBytes += chunk.length;
        }
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
      return { sizeBytes, sha256: hash.digest('hex') };
    },
    async writeDurably(name, bytes) {
      await using handle = await open(join(folder, name), 'w');
      await handle.writeFile(bytes);
      await handle.sync();
    },
    async sizeOf(name) {
      return (await stat(join(folder, name))).size;
    },
    async rename(from, to) {
      await rename(join(folder, from), join(folder, to));
      await syncFolder(folder);
    },
  };
}

/** A rename survives a power cut only once its folder is synced. Windows cannot open folders and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}

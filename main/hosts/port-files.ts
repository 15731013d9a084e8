import type { Problem } from '../../preload/contract/http.ts';
import type { PortAnswer, PortFileCall } from '../../preload/contract/port.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { takeUpload } from '../server/uploads.ts';

/** What serving the files of one window takes. */
interface FileDoor {
  readonly engine: Engine;
  readonly actor: () => Actor | Promise<Actor>;
  readonly problemOf: (thrown: unknown) => Problem;
  readonly send: (answer: PortAnswer) => void;
}

/** Contents of files over one window's port: in with `write`, out with `read` in parts, so that a long one never piles up in the window. */
export class PortFiles {
  readonly #door: FileDoor;
  /** Files being read: what goes on when the window has taken a part. */
  readonly #reading = new Map<number, () => void>();
  #open = true;

  constructor(door: FileDoor) {
    this.#door = door;
  }

  take(call: PortFileCall): void {
    if (call.kind === 'more') this.#reading.get(call.n)?.();
    else void this.#answer(call);
  }

  /** The window is gone: what was being read is let go. */
  close(): void {
    this.#open = false;
    for (const goOn of this.#reading.values()) goOn();
  }

  async #answer(call: Exclude<PortFileCall, { kind: 'more' }>): Promise<void> {
    const { engine, actor, problemOf, send } = this.#door;
    const { n } = call;
    try {
      const by = await actor();
      const output =
        call.kind === 'read'
          ? await this.#read(n, call.fileId, by)
          : await takeUpload(engine, by, { file: call.file, content: once(call.bytes), commandId: call.commandId });
      if (this.#open) send({ kind: 'reply', n, reply: { seq: engine.writer.seq, output } });
    } catch (thrown) {
      if (this.#open) send({ kind: 'problem', n, problem: problemOf(thrown) });
    } finally {
      this.#reading.delete(n);
    }
  }

  async #read(n: number, fileId: string, actor: Actor): Promise<unknown> {
    const { facts, content } = await this.#door.engine.files.read(fileId, actor);
    for await (const bytes of content as AsyncIterable<Uint8Array>) {
      if (!this.#open) break;
      const taken = new Promise<void>((resolve) => this.#reading.set(n, resolve));
      this.#door.send({ kind: 'part', n, bytes });
      await taken;
    }
    return facts;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

import type { FileFacts, TakenFile } from '../../preload/contract/files.ts';
import type { PortAnswer, PortCall, PortFileCall, PortSetupCall } from '../../preload/contract/port.ts';
import { Calls, type PortAsk } from './calls.ts';
import { unreachable } from './failure.ts';
import type { Transport } from './transport.ts';

/** The part of a MessagePort that is used; also met by the ports of Node's worker threads. */
export interface WindowPort {
  postMessage(message: PortCall | PortFileCall | PortSetupCall): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
}

/** The engine at the other end of a MessagePort: the desktop. Calls in flight when the port closes fail as unreachable. */
export function portTransport(port: WindowPort): Transport {
  const calls = new Calls((call) => port.postMessage(call));
  let open = true;
  port.addEventListener('message', ({ data }) => calls.take(data as PortAnswer));
  port.addEventListener('close', () => {
    open = false;
    calls.fail(unreachable);
  });
  port.start();
  const overPort = (ask: PortAsk, part?: (bytes: Uint8Array) => void) =>
    open ? calls.overPort(ask, (call) => port.postMessage(call), part) : Promise.reject(unreachable());
  return {
    call: (operation, input, options = {}) => (open ? calls.call(operation, input, options) : Promise.reject(unreachable())),
    subscribe: (listener) => calls.subscribe(listener),
    setup: async (path, body) => (await overPort({ kind: 'setup', path, body })).output,
    files: {
      async read(fileId) {
        const parts: Uint8Array<ArrayBuffer>[] = [];
        const { output } = await overPort({ kind: 'read', fileId }, (bytes) => parts.push(new Uint8Array(bytes)));
        const { name, mediaType } = output as FileFacts;
        return { name, content: new Blob(parts, { type: mediaType }) };
      },
      async write(said, content, commandId) {
        const bytes = new Uint8Array(await content.arrayBuffer());
        return (await overPort({ kind: 'write', file: said, bytes, commandId })).output as TakenFile;
      },
    },
  };
}

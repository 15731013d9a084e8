import type { Announcement } from '../../preload/contract/event.ts';
import { unreachable } from './failure.ts';
import { portTransport, type WindowPort } from './port.ts';
import type { Transport } from './transport.ts';

/** What the preload bridge gives the window; absent in a browser. */
interface DesktopBridge {
  readonly connect: () => void;
  readonly waiting: (count: number) => void;
  readonly print: () => void;
  readonly companies: () => Promise<readonly DesktopCompany[]>;
  readonly open: (id: string) => void;
}

/** A company that was open on this machine before. */
export interface DesktopCompany {
  readonly id: string;
  readonly name: string;
  readonly here: boolean;
}

declare global {
  // The one name the bridge adds to the window.
  var countinghouse: DesktopBridge | undefined;
}

/** Companies that were open on this machine before; none in a browser. */
export const desktopCompanies = (): Promise<readonly DesktopCompany[]> => globalThis.countinghouse?.companies() ?? Promise.resolve([]);
/** Opens one of them in place of this one; `other` asks for its file, `new` begins a new one. The windows follow by themselves. */
export const openOnDesktop = (id: string): void => globalThis.countinghouse?.open(id);

/** Whether this page runs in a desktop window. */
export const onDesktop = (): boolean => globalThis.countinghouse !== undefined;

/**
 * A way to the engine that outlives it: every port the shell sends takes the place of the one before. While there is
 * none, calls fail as unreachable; a command is then sent again under its id, and reads follow by themselves.
 */
export function replaceableTransport(): { readonly transport: Transport; readonly take: (port: WindowPort) => void } {
  const listeners = new Set<(news: readonly Announcement[]) => void>();
  let current: Transport | undefined;
  return {
    take(port) {
      current = portTransport(port);
      current.subscribe((news) => {
        for (const listener of listeners) listener(news);
      });
    },
    transport: {
      call: (operation, input, options) => current?.call(operation, input, options) ?? Promise.reject(unreachable()),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      setup: (path, body) => current?.setup?.(path, body) ?? Promise.reject(unreachable()),
      files: {
        read: (fileId) => current?.files?.read(fileId) ?? Promise.reject(unreachable()),
        write: (file, content, commandId, watch) => current?.files?.write(file, content, commandId, watch) ?? Promise.reject(unreachable()),
      },
    },
  };
}

/** Asks the shell for a port to the engine; resolves with the first, and takes each that follows. */
export function connectDesktop(bridge: DesktopBridge): Promise<Transport> {
  const { transport, take } = replaceableTransport();
  return new Promise((resolve) => {
    window.addEventListener('message', (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== 'countinghouse:port' || !port) return;
      take(port);
      resolve(transport);
    });
    bridge.connect();
  });
}

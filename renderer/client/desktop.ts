import { portTransport } from './port.ts';
import type { Transport } from './transport.ts';

/** What the preload bridge gives the window; absent in a browser. */
interface DesktopBridge {
  readonly connect: () => void;
}

declare global {
  // The one name the bridge adds to the window.
  var countinghouse: DesktopBridge | undefined;
}

/** Whether this page runs in a desktop window. */
export const onDesktop = (): boolean => globalThis.countinghouse !== undefined;

/** Asks the shell for a port to the engine and waits for it. */
export function connectDesktop(bridge: DesktopBridge): Promise<Transport> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== 'countinghouse:port' || !port) return;
      window.removeEventListener('message', listen);
      resolve(portTransport(port));
    };
    window.addEventListener('message', listen);
    bridge.connect();
  });
}

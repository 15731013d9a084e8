import type { PortAnswer, PortCall } from '../../preload/contract/port.ts';
import { Calls } from './calls.ts';
import { unreachable } from './failure.ts';
import type { Transport } from './transport.ts';

/** The part of a MessagePort that is used; also met by the ports of Node's worker threads. */
export interface WindowPort {
  postMessage(message: PortCall): void;
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
  return {
    call: (operation, input, options = {}) => (open ? calls.call(operation, input, options) : Promise.reject(unreachable())),
    subscribe: (listener) => calls.subscribe(listener),
  };
}

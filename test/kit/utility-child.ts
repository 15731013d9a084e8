import { EventEmitter } from 'node:events';
import process from 'node:process';

/**
 * Runs the built engine process outside Electron: gives it the channel to the shell that Electron would, over the channel
 * of a forked Node process. Argument: the built file; the rest is what the shell passes on.
 */

type FromShell =
  | { readonly kind: 'message'; readonly data: unknown; readonly port: number | undefined }
  | { readonly kind: 'port'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'closed'; readonly port: number };

const ports = new Map<number, EventEmitter>();
const toShell = (message: object) => void process.send?.(message);

/** A MessagePortMain whose other end is in the shell's process. What comes before `start` waits. */
function portOf(id: number): EventEmitter {
  const early: unknown[] = [];
  let started = false;
  const port = Object.assign(new EventEmitter(), {
    start() {
      started = true;
      for (const data of early.splice(0)) port.emit('message', { data });
    },
    postMessage: (data: unknown) => toShell({ kind: 'port', port: id, data }),
    take(data: unknown) {
      if (started) port.emit('message', { data });
      else early.push(data);
    },
  });
  ports.set(id, port);
  return port;
}

const parentPort = Object.assign(new EventEmitter(), { postMessage: (data: unknown) => toShell({ kind: 'told', data }) });
process.on('message', (message: FromShell) => {
  if (message.kind === 'message') {
    const { data, port } = message;
    parentPort.emit('message', { data, ports: port === undefined ? [] : [portOf(port)] });
  } else {
    const port = ports.get(message.port) as (EventEmitter & { take(data: unknown): void }) | undefined;
    if (message.kind === 'port') port?.take(message.data);
    else port?.emit('close');
  }
});
Object.assign(process, { parentPort });

const [, , file, ...rest] = process.argv;
if (file === undefined) throw new Error('the built engine process is named by its path');
process.argv = [process.execPath, file, ...rest];
await import(file);

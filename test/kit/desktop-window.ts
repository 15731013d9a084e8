import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../main/shell/pages.ts';
import { openBrowser } from './browser.ts';
import * as electron from './electron-stand-in.ts';

/** Where the page of the stand-in lives: Chromium knows no `app:` scheme, so its requests are answered from here. */
const PAGE = 'http://countinghouse.test';
const asApp = (url: string) => url.replace(PAGE, 'app://countinghouse');

/**
 * In the page, before anything else: Electron as the preload script sees it. Messages go through a binding of the
 * debugging protocol and ports are real MessageChannels whose far end is carried by it; that a port hears when the other
 * side closes is Electron's own addition, done here by hand. The script runs in the page's own
 * world, so the isolation of worlds is not stood in for.
 */
const SHIM = `
globalThis.__far = new Map();
globalThis.__near = new Map();
globalThis.__underWay = [];
// A port that is handed on is another object afterwards: the one the page gets.
window.addEventListener('message', ({ ports: [port] }) => { if (port) globalThis.__near.set(globalThis.__underWay.shift(), port); });
globalThis.__handlers = new Map();
// Bytes are no JSON: they travel as base64.
const __packed = (key, value) => value instanceof Uint8Array ? { __bytes: btoa(Array.from(value, (b) => String.fromCharCode(b)).join('')) } : value;
const __unpacked = (key, value) => value?.__bytes === undefined ? value : Uint8Array.from(atob(value.__bytes), (c) => c.charCodeAt(0));
const __toShell = (message) => globalThis.__shell(JSON.stringify(message, __packed));
globalThis.__carry = (id, text) => globalThis.__far.get(id)?.postMessage(JSON.parse(text, __unpacked));
globalThis.__asked = [];
globalThis.__answer = (n, value) => globalThis.__asked[n](value);
globalThis.__end = (id) => globalThis.__near.get(id)?.dispatchEvent(new Event('close'));
globalThis.__fromShell = (channel, message, ids) => {
  const ports = ids.map((id) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => __toShell({ port: id, data });
    globalThis.__far.set(id, port1);
    globalThis.__underWay.push(id);
    return port2;
  });
  for (const handler of globalThis.__handlers.get(channel) ?? []) handler({ ports }, message);
};
const require = () => ({
  contextBridge: { exposeInMainWorld: (name, api) => { globalThis[name] = api; } },
  ipcRenderer: {
    send: (channel, ...args) => __toShell({ channel, args }),
    invoke: (channel, ...args) => new Promise((resolve) => __toShell({ channel, args, asked: globalThis.__asked.push(resolve) - 1 })),
    on: (channel, handler) => globalThis.__handlers.set(channel, [...(globalThis.__handlers.get(channel) ?? []), handler]),
  },
});
const exports = {}, module = { exports };
`;

const packed = (_key: string, value: unknown): unknown => {
  // Node's Buffer has made itself JSON by the time it comes by here.
  const made = value as { type?: unknown; data?: unknown } | null;
  if (made?.type === 'Buffer' && Array.isArray(made.data)) return { __bytes: Buffer.from(made.data as number[]).toString('base64') };
  return value instanceof Uint8Array ? { __bytes: Buffer.from(value).toString('base64') } : value;
};
const unpacked = (_key: string, value: unknown): unknown => {
  const bytes = (value as { __bytes?: unknown } | null)?.__bytes;
  return typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes, 'base64')) : value;
};

/**
 * The desktop as far as it goes without Electron's runtime: the real shell on a stand-in for Electron, its window a real
 * Chromium page behind the real preload script, its engine the built engine process as a process of its own.
 *
 * @param out the folder of the built renderer, preload and engine
 */
export async function openDesktop(out: string) {
  const browser = await openBrowser();
  const bridge = readFileSync(join(out, 'preload', 'bridge.cjs'), 'utf8');
  const carried = new Map<number, electron.PortMain>();
  let count = 0;
  let closed = false;
  /** Does something in the page; one that has just gone elsewhere no longer wants it. */
  const inPage = (expression: string): void =>
    void browser.run(`void ${expression}`).catch((error: unknown) => {
      if (!closed && !/navigated|context/.test(String(error))) throw error;
    });

  // The window: our scheme answered by the shell's own function, the bridge before the page's scripts.
  await browser.tell('Fetch.enable', { patterns: [{ urlPattern: `${PAGE}/*` }] });
  browser.hear('Fetch.requestPaused', ({ requestId, request }) => {
    void serve(join(out, 'renderer'), asApp((request as { url: string }).url)).then(async (response) => {
      const body = Buffer.from(await response.arrayBuffer()).toString('base64');
      const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
      await browser.tell('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders, body });
    });
  });
  await browser.tell('Runtime.addBinding', { name: '__shell' });
  await browser.tell('Page.addScriptToEvaluateOnNewDocument', {
    source: `if (location.origin === '${PAGE}') (() => {${SHIM}\n${bridge}\n})();`,
  });
  browser.hear('Runtime.bindingCalled', ({ payload }) => {
    const said = JSON.parse(payload as string, unpacked) as
      | { port: number; data: unknown }
      | { channel: string; args: unknown[]; asked?: number };
    if ('port' in said) carried.get(said.port)?.postMessage(said.data);
    else if (said.asked === undefined) electron.sentByPage(said.channel, ...said.args);
    else
      void electron.askedByPage(said.channel, ...said.args).then((answer) => inPage(`__answer(${said.asked}, ${JSON.stringify(answer)})`));
  });
  electron.BrowserWindow.load = (url) => browser.goto(url.replace('app://countinghouse', PAGE));
  electron.frame.postMessage = (channel, message, handed) => {
    const ids = (handed ?? []).map((port) => {
      const id = (count += 1);
      carried.set(id, port);
      port.on('message', ({ data }: { data: unknown }) =>
        inPage(`globalThis.__carry?.(${id}, ${JSON.stringify(JSON.stringify(data, packed))})`),
      );
      port.on('close', () => inPage(`globalThis.__end?.(${id})`));
      port.start();
      return id;
    });
    inPage(`__fromShell(${JSON.stringify(channel)}, ${JSON.stringify(message ?? null)}, ${JSON.stringify(ids)})`);
  };

  // The engine: the built file in a process of its own, ports carried over its channel.
  const processes: ChildProcess[] = [];
  electron.utilityProcess.make = (args) => {
    const child = fork(join(import.meta.dirname, 'utility-child.ts'), [join(out, 'engine', 'utility.js'), ...args], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    processes.push(child);
    const ports = new Map<number, electron.PortMain>();
    const made: electron.Child = Object.assign(new EventEmitter(), {
      postMessage(data: unknown, [port]: electron.PortMain[] = []) {
        const id = port ? (count += 1) : undefined;
        if (port && id !== undefined) {
          ports.set(id, port);
          port.on(
            'message',
            ({ data: sent }: { data: unknown }) => void (child.connected && child.send({ kind: 'port', port: id, data: sent })),
          );
          port.on('close', () => void (child.connected && child.send({ kind: 'closed', port: id })));
          port.start();
        }
        if (child.connected) child.send({ kind: 'message', data, port: id });
      },
    });
    child.on('message', (message: { kind: 'port'; port: number; data: unknown } | { kind: 'told'; data: unknown }) => {
      if (message.kind === 'told') made.emit('message', message.data);
      else ports.get(message.port)?.postMessage(message.data);
    });
    child.once('exit', (code) => {
      // Electron closes the ports of a process that has ended.
      for (const port of ports.values()) port.close();
      made.emit('exit', code ?? 9);
    });
    return made;
  };

  return {
    browser,
    /** Ends the engine's process as the system would: at once, in the middle of whatever it does. */
    killEngine(): Promise<void> {
      const child = processes.at(-1);
      if (!child) throw new Error('no engine runs');
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGKILL');
      return ended;
    },
    engines: () => processes.length,
    async close(): Promise<void> {
      if (closed) return;
      closed = true;
      electron.app.emit('before-quit', { preventDefault: () => undefined });
      await Promise.all(
        processes.map((child) =>
          child.exitCode === null && child.signalCode === null ? new Promise((resolve) => child.once('exit', resolve)) : Promise.resolve(),
        ),
      );
      await browser.close();
    },
  };
}

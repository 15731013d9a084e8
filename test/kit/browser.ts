import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BROWSER = '/usr/bin/chromium';
const PATIENCE_MS = 45_000;
const LOOK_AGAIN_MS = 50;
/** What the browser calls the keys held down with another. */
const MODIFIERS: Readonly<Record<string, number>> = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };
const CODES: Readonly<Record<string, number>> = {
  Enter: 13,
  Escape: 27,
  Tab: 9,
  ' ': 32,
  ArrowDown: 40,
  ArrowUp: 38,
  ArrowLeft: 37,
  ArrowRight: 39,
  '.': 190,
  '/': 191,
  '?': 191,
};

/** Whether the browser these tests drive is installed (Debian: `apt-get install chromium`). */
export const hasBrowser = existsSync(BROWSER);

/** What a page said while it ran: errors, refused resources, violations of the content security policy. */
export interface Complaint {
  readonly kind: string;
  readonly text: string;
}

/** One page of a real browser, driven over its debugging protocol. */
export interface Page {
  goto(url: string): Promise<void>;
  /** Runs an expression in the page and returns its value. */
  run<T>(expression: string): Promise<T>;
  /** Waits until an expression is true in the page; fails after 45 s with what the page shows. */
  until(expression: string): Promise<void>;
  /** Text a person sees. */
  text(): Promise<string>;
  click(selector: string): Promise<void>;
  type(selector: string, text: string): Promise<void>;
  /** A key by its name, with those held down before it: `Enter`, `Control+k`. */
  press(keys: string): Promise<void>;
  scheme(name: 'light' | 'dark'): Promise<void>;
  screenshot(): Promise<Buffer>;
  /** Says something to the browser itself, in its debugging protocol. */
  tell(method: string, params?: object): Promise<Record<string, unknown>>;
  /** Hears what the browser says by itself under a name of that protocol. */
  hear(method: string, listener: (params: Record<string, unknown>) => void): void;
  readonly complaints: Complaint[];
  /** Where other programs may speak with the same browser in that protocol. */
  readonly endpoint: string;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Starts the browser with a window of its own and a throw-away profile. */
export async function openBrowser(
  size: { width: number; height: number } = { width: 1280, height: 800 },
): Promise<Page & { close(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'countinghouse-browser-'));
  // The new headless mode is the whole browser: scroll bars take their place, and the grid lays out as it does for a person.
  const child = spawn(
    BROWSER,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--lang=en-US',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `--window-size=${size.width},${size.height}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const port = await debuggingPort(child);
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { type: string; webSocketDebuggerUrl: string }[];
  const target = targets.find((t) => t.type === 'page');
  if (!target) throw new Error('the browser opened no page');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('the browser let nobody in')), { once: true });
  });

  const complaints: Complaint[] = [];
  const waiting = new Map<number, { resolve: (v: Record<string, unknown>) => void; reject: (e: Error) => void }>();
  const loaded = new Set<() => void>();
  const listeners = new Map<string, ((params: Record<string, unknown>) => void)[]>();
  let count = 0;
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const answer = JSON.parse(data) as Answer;
    if (answer.id !== undefined) {
      const call = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.error) call?.reject(new Error(answer.error.message));
      else call?.resolve(answer.result ?? {});
    }
    for (const listener of listeners.get(answer.method ?? '') ?? []) listener(answer.params ?? {});
    if (answer.method === 'Page.loadEventFired') for (const done of loaded) done();
    const complaint = complaintOf(answer);
    if (complaint) complaints.push(complaint);
  });
  const send = (method: string, params: object = {}) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      waiting.set((count += 1), { resolve, reject });
      socket.send(JSON.stringify({ id: count, method, params }));
    });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
  await send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });

  const page: Page = {
    complaints,
    endpoint: `http://127.0.0.1:${port}`,
    tell: send,
    hear: (method, listener) => void listeners.set(method, [...(listeners.get(method) ?? []), listener]),
    async goto(url) {
      // Another hash alone loads nothing; a blank page between makes every visit a fresh one.
      for (const address of ['about:blank', url]) {
        const done = new Promise<void>((resolve) => {
          const once = () => (loaded.delete(once), resolve());
          loaded.add(once);
        });
        await send('Page.navigate', { url: address });
        await done;
      }
    },
    async run<T>(expression: string) {
      const { result, exceptionDetails } = (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })) as {
        result: { value: T };
        exceptionDetails?: { exception?: { description?: string } };
      };
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'the page threw');
      return result.value;
    },
    async until(expression) {
      const deadline = Date.now() + PATIENCE_MS;
      while (!(await page.run<boolean>(`Boolean(${expression})`))) {
        if (Date.now() > deadline)
          throw new Error(`never came true: ${expression}\nThe page shows:\n${await page.text()}\n${JSON.stringify(complaints)}`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    },
    text: () => page.run<string>('document.body.innerText'),
    async click(selector) {
      await page.until(`document.querySelector(${JSON.stringify(selector)})`);
      await page.run(`document.querySelector(${JSON.stringify(selector)}).click()`);
    },
    async type(selector, text) {
      await page.until(`document.querySelector(${JSON.stringify(selector)})`);
      await page.run(`document.querySelector(${JSON.stringify(selector)}).focus()`);
      await send('Input.insertText', { text });
    },
    async press(keys) {
      const parts = keys === '+' ? ['+'] : keys.split('+');
      const key = parts.at(-1) ?? '';
      const modifiers = parts.slice(0, -1).reduce((sum, name) => sum + (MODIFIERS[name] ?? 0), 0);
      const text = key === 'Enter' ? '\r' : key.length === 1 && modifiers === 0 ? key : undefined;
      for (const type of ['keyDown', 'keyUp']) {
        await send('Input.dispatchKeyEvent', {
          type,
          key,
          code: CODES[key] === undefined || key.length === 1 ? undefined : key,
          modifiers,
          windowsVirtualKeyCode: CODES[key] ?? key.toUpperCase().charCodeAt(0),
          ...(text === undefined ? {} : { text }),
        });
      }
    },
    async scheme(name) {
      await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: name }] });
    },
    async screenshot() {
      const { data } = await send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data as string, 'base64');
    },
  };
  return Object.assign(page, {
    async close() {
      socket.close();
      const ended = new Promise((resolve) => child.once('close', resolve));
      kill();
      await ended;
      process.off('exit', kill);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  });
}

/** The port the browser says it listens on. */
function debuggingPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (part: Buffer) => {
      said += part.toString();
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
      if (port) resolve(port);
    });
    child.once('close', () => reject(new Error(`the browser ended: ${said.slice(-500)}`)));
  });
}

function complaintOf({ method, params }: Answer): Complaint | undefined {
  if (method === 'Runtime.exceptionThrown') {
    const { exceptionDetails } = params as { exceptionDetails: { text: string; exception?: { description?: string } } };
    return { kind: 'exception', text: exceptionDetails.exception?.description ?? exceptionDetails.text };
  }
  if (method === 'Runtime.consoleAPICalled' && (params?.['type'] === 'error' || params?.['type'] === 'warning')) {
    return {
      kind: 'console',
      text: JSON.stringify((params['args'] as { value?: unknown; description?: string }[]).map((a) => a.value ?? a.description)),
    };
  }
  if (method === 'Log.entryAdded') {
    const { entry } = params as { entry: { level: string; source: string; text: string } };
    if (entry.level === 'error' || entry.source === 'security') return { kind: entry.source, text: entry.text };
  }
  return undefined;
}

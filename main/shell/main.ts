import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, dialog, ipcMain, MessageChannelMain, protocol, session, shell } from 'electron';
import { type EngineProcess, startEngine } from './engine-process.ts';
import { fileOf, isOurs, ORIGIN } from './paths.ts';

/** The folder of everything built; this file stands in `out/main`. */
const OUT = dirname(import.meta.dirname);
const RENDERER = join(OUT, 'renderer');
const PAGE = join(RENDERER, 'index.html');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A file of the renderer for our scheme. The page gets a fresh nonce and the policy it was built with, as on the server. */
export async function serve(address: string): Promise<Response> {
  const file = fileOf(RENDERER, address);
  if (file === undefined) return new Response(null, { status: 403 });
  const type = TYPES[extname(file)];
  const body = type === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (body === undefined || type === undefined) return new Response(null, { status: 404 });
  const headers = { 'content-type': `${type}; charset=utf-8`, 'x-content-type-options': 'nosniff' };
  if (file !== PAGE) return new Response(new Uint8Array(body), { headers });
  const nonce = randomBytes(16).toString('base64');
  const policy = await readFile(join(RENDERER, 'content-security-policy.txt'), 'utf8');
  return new Response(body.toString('utf8').replaceAll('__NONCE__', nonce), {
    headers: { ...headers, 'content-security-policy': policy.trim().replaceAll('__NONCE__', nonce) },
  });
}

/** Makes the window: sandboxed, isolated, going nowhere but our own pages, opening nothing but https in the person's browser. */
export async function openWindow(): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    show: false,
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    webPreferences: {
      preload: join(OUT, 'preload', 'bridge.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url);
    return { action: 'deny' };
  });
  window.webContents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  await window.loadURL(`${ORIGIN}/`);
  window.show();
  return window;
}

/** Hands a page of ours one end of a channel and the engine the other. A frame of anybody else is not answered. */
export function connectWindows(engine: () => EngineProcess): void {
  ipcMain.on('countinghouse:connect', ({ senderFrame }) => {
    if (!senderFrame || !isOurs(senderFrame.url)) return;
    const { port1, port2 } = new MessageChannelMain();
    engine().connect(port1);
    senderFrame.postMessage('countinghouse:port', null, [port2]);
  });
}

/** Runs the desktop: one instance, one engine, one window. Returns when the window is shown, or at once where another instance runs. */
export async function start(args: readonly string[]): Promise<void> {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const { values } = parseArgs({ args: [...args], options: { company: { type: 'string' } }, strict: false });
  await app.whenReady();
  protocol.handle('app', (request) => serve(request.url));
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);

  const company = typeof values.company === 'string' ? values.company : join(app.getPath('userData'), 'company.countinghouse');
  const engine = startEngine(OUT, company, (code) => {
    dialog.showErrorBox('Countinghouse', `The engine has ended (${code}). What was confirmed is saved. Start the program again.`);
    app.quit();
  });
  connectWindows(() => engine);
  let window = await openWindow();
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (window.isDestroyed()) void openWindow().then((opened) => (window = opened));
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  // The company is closed before the program ends: its last act is printing the head of the audit chain.
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void engine.stop().then(() => {
      closed = true;
      app.quit();
    });
  });
}

if (process.env['VITEST'] === undefined) await start(process.argv.slice(1));

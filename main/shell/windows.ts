import { join } from 'node:path';
import { app, BrowserWindow, type BrowserWindowConstructorOptions, MessageChannelMain, screen, shell, type WebFrameMain } from 'electron';
import type { EngineProcess } from './engine-process.ts';
import { isOurs, ORIGIN } from './paths.ts';
import { keepState, placeOf, readState, SMALLEST } from './window-state.ts';

const stateFile = (): string => join(app.getPath('userData'), 'window.json');

/** A document that a page of ours made from what the engine sent it. */
const OWN_CONTENT = `blob:${ORIGIN}/`;
/** The window of a document: Chromium's own viewer, and nothing of ours in it. What its opener is confined by it inherits. */
const PAPER: BrowserWindowConstructorOptions = {
  width: 900,
  height: 1000,
  autoHideMenuBar: true,
  webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, plugins: true },
};

/** A document is read and printed: it asks for the printer by itself, goes nowhere and opens nothing. */
function showPaper(paper: BrowserWindow): void {
  const { webContents } = paper;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.once('did-finish-load', () => webContents.print({ printBackground: true }));
}

/** Makes a window: sandboxed, isolated, going nowhere but our own pages, opening nothing but https in the person's browser. */
export async function openWindow(out: string, path = '/'): Promise<BrowserWindow> {
  const kept = readState(stateFile());
  const displays = screen.getAllDisplays().map((d) => d.workArea);
  const window = new BrowserWindow({
    show: false,
    ...placeOf(kept, displays),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    webPreferences: {
      preload: join(out, 'preload', 'bridge.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith(OWN_CONTENT)) return { action: 'allow', overrideBrowserWindowOptions: PAPER };
    if (url.startsWith('https://')) void shell.openExternal(url);
    return { action: 'deny' };
  });
  window.webContents.on('did-create-window', (paper) => showPaper(paper));
  window.webContents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  window.on('close', () => keepState(stateFile(), { ...window.getNormalBounds(), maximized: window.isMaximized() }));
  await window.loadURL(`${ORIGIN}/#${path}`);
  if (kept?.maximized) window.maximize();
  window.show();
  return window;
}

/** Gives a page of ours one end of a channel and the engine the other. A frame of anybody else is not answered. */
export function connectFrame(engine: EngineProcess, frame: WebFrameMain | null): void {
  if (!frame || !isOurs(frame.url)) return;
  const { port1, port2 } = new MessageChannelMain();
  engine.connect(port1);
  frame.postMessage('countinghouse:port', null, [port2]);
}

/** Brings a window to the front and, where a place is named, takes it there. */
export function showWindow(window: BrowserWindow, path?: string): void {
  if (window.isMinimized()) window.restore();
  window.focus();
  if (path !== undefined) window.webContents.mainFrame.postMessage('countinghouse:go', path);
}

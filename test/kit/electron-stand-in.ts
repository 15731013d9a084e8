import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/**
 * What the shell, the bridge and the engine's process need of Electron, on Node's own message channels. Only the
 * shapes are Electron's; sandboxing, navigation and processes are not stood in for, and nothing here proves them.
 */

/** MessagePortMain over a port of Node: messages come as `{data}`, and only after `start`. */
export class PortMain extends EventEmitter {
  readonly inner: MessagePort;
  #started = false;
  constructor(inner: MessagePort) {
    super();
    this.inner = inner;
    inner.on('close', () => this.emit('close'));
  }
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.inner.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }
  postMessage(message: unknown): void {
    this.inner.postMessage(message);
  }
  close(): void {
    this.inner.close();
  }
}

export class MessageChannelMain {
  readonly port1: PortMain;
  readonly port2: PortMain;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new PortMain(port1);
    this.port2 = new PortMain(port2);
  }
}

/** What the code under test has done to Electron, in order. */
export const done: { what: string; args: readonly unknown[] }[] = [];
const note =
  (what: string) =>
  (...args: unknown[]): void =>
    void done.push({ what, args });

export const app = Object.assign(new EventEmitter(), {
  first: true,
  whenReady: () => Promise.resolve(),
  requestSingleInstanceLock: () => app.first,
  enableSandbox: note('enableSandbox'),
  quit: note('quit'),
  isPackaged: false,
  userData: '/nowhere',
  getPath: () => app.userData,
  getVersion: () => '0.0.0',
  setAsDefaultProtocolClient: note('protocolClient'),
  setBadgeCount: note('badge'),
});

type Answering = (event: { senderFrame: unknown }, ...args: unknown[]) => unknown;
const answering = new Map<string, Answering>();
export const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, handler: Answering) => void answering.set(channel, handler),
});
/** The frame that asks; a test gives it a foreign address, or another page to post to. */
export const frame = {
  url: 'app://countinghouse/',
  postMessage: (channel: string, message: unknown, ports: PortMain[] = []) =>
    void ipcRenderer.emit(channel, { ports: ports.map((p) => p.inner) }, message),
};
/** What a page of the window sends to the shell. */
export const sentByPage = (channel: string, ...args: unknown[]): boolean =>
  ipcMain.emit(channel, { senderFrame: frame, sender: BrowserWindow.last?.webContents }, ...args);
/** What a page of the window asks the shell, and the answer. */
export const askedByPage = async (channel: string, ...args: unknown[]): Promise<unknown> =>
  answering.get(channel)?.({ senderFrame: frame }, ...args);
export const ipcRenderer = Object.assign(new EventEmitter(), { send: sentByPage, invoke: askedByPage });

type Bridge = {
  connect(): void;
  waiting(count: number): void;
  print(): void;
  companies(): Promise<readonly { id: string; name: string; here: boolean }[]>;
  open(id: string): void;
};
export const exposed: Record<string, Bridge> = {};
export const contextBridge = {
  exposeInMainWorld: (name: string, api: Bridge) => {
    exposed[name] = api;
  },
};

export const protocol = { registerSchemesAsPrivileged: note('registerSchemes'), handle: note('handle') };

type Permit = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
export const permits: Permit[] = [];
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: Permit) => void permits.push(handler),
    setPermissionCheckHandler: note('permissionCheck'),
  },
};
export const shell = { openExternal: (url: string) => (note('openExternal')(url), Promise.resolve()) };
/** What the person chooses in the next dialogs: files to open, and where to keep a new one. */
export const chosen = { files: [] as string[], place: '' };
export const dialog = {
  showErrorBox: note('errorBox'),
  showMessageBox: (box: unknown) => (note('messageBox')(box), Promise.resolve({ response: 1 })),
  showSaveDialog: (box: unknown) => (note('saveDialog')(box), Promise.resolve({ filePath: chosen.place })),
  showOpenDialog: () => Promise.resolve({ filePaths: chosen.files }),
};
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] };
export const nativeImage = { createFromDataURL: (url: string) => ({ url }) };

interface Item {
  readonly label?: string;
  readonly enabled?: boolean;
  readonly click?: () => void;
  readonly submenu?: readonly Item[];
}
export const Menu = {
  application: [] as readonly Item[],
  buildFromTemplate: (items: readonly Item[]) => items,
  setApplicationMenu(items: readonly Item[]) {
    Menu.application = items;
  },
};
export class Tray extends EventEmitter {
  static last: Tray | undefined;
  tip = '';
  menu: readonly Item[] = [];
  constructor() {
    super();
    Tray.last = this;
  }
  setToolTip(tip: string): void {
    this.tip = tip;
  }
  setContextMenu(items: readonly Item[]): void {
    this.menu = items;
  }
}

type OpenHandler = (details: { url: string }) => { action: string };

/** What a window shows, of a window of ours or of one that a page opened. */
export const contentsOf = () =>
  Object.assign(new EventEmitter(), {
    mainFrame: frame,
    print: note('print'),
    reload: note('reload'),
    open: undefined as OpenHandler | undefined,
    setWindowOpenHandler(handler: OpenHandler) {
      this.open = handler;
    },
  });

export class BrowserWindow extends EventEmitter {
  static last: BrowserWindow | undefined;
  readonly options: { webPreferences: Record<string, unknown> };
  readonly webContents = contentsOf();
  /** Loads an address; a test puts a real page here. */
  static load: (url: string) => Promise<void> = () => Promise.resolve();
  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    BrowserWindow.last = this;
  }
  static getAllWindows = (): BrowserWindow[] => (BrowserWindow.last ? [BrowserWindow.last] : []);
  static getFocusedWindow = (): BrowserWindow | null => BrowserWindow.last ?? null;
  loadURL(url: string): Promise<void> {
    note('loadURL')(url);
    return BrowserWindow.load(url);
  }
  maximize = note('maximize');
  getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 });
  isMaximized = (): boolean => true;
  show = note('show');
  focus = note('focus');
  restore = note('restore');
  isMinimized = (): boolean => false;
  isDestroyed = (): boolean => false;
}

/** The engine's process as the shell holds it. */
export type Child = EventEmitter & { postMessage(data: unknown, ports?: PortMain[]): void };
/** The engine's process: the test says what runs in it by listening on `inside`, or puts a real process here. */
export const inside = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void utilityProcess.child?.emit('message', message),
});
export const utilityProcess = {
  child: undefined as Child | undefined,
  make: (_args: readonly string[]): Child =>
    Object.assign(new EventEmitter(), {
      postMessage: (data: unknown, ports: PortMain[] = []) => void inside.emit('message', { data, ports }),
    }),
  fork(file: string, args: readonly string[]) {
    note('fork')(file, args);
    utilityProcess.child = utilityProcess.make(args);
    return utilityProcess.child;
  },
};

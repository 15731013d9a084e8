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
  getPath: () => '/nowhere',
});

export const ipcMain = new EventEmitter();
/** The frame that asks; a test gives it a foreign address. */
export const frame = {
  url: 'app://countinghouse/',
  postMessage: (channel: string, _message: unknown, ports: PortMain[]) => ipcRenderer.emit(channel, { ports: ports.map((p) => p.inner) }),
};
export const ipcRenderer = Object.assign(new EventEmitter(), {
  send: (channel: string) => ipcMain.emit(channel, { senderFrame: frame }),
});

export const exposed: Record<string, { connect(): void }> = {};
export const contextBridge = {
  exposeInMainWorld: (name: string, api: { connect(): void }) => {
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
export const dialog = { showErrorBox: note('errorBox') };

type OpenHandler = (details: { url: string }) => { action: string };

export class BrowserWindow extends EventEmitter {
  static last: BrowserWindow | undefined;
  readonly options: { webPreferences: Record<string, unknown> };
  readonly webContents = Object.assign(new EventEmitter(), {
    open: undefined as OpenHandler | undefined,
    setWindowOpenHandler(handler: OpenHandler) {
      this.open = handler;
    },
  });
  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    BrowserWindow.last = this;
  }
  loadURL(url: string): Promise<void> {
    note('loadURL')(url);
    return Promise.resolve();
  }
  show = note('show');
  focus = note('focus');
  restore = note('restore');
  isMinimized = (): boolean => false;
  isDestroyed = (): boolean => false;
}

/** The engine's process: the test says what runs in it by listening on `inside`. */
export const inside = new EventEmitter();
export const utilityProcess = {
  child: undefined as EventEmitter | undefined,
  fork(file: string, args: readonly string[]) {
    note('fork')(file, args);
    const child = Object.assign(new EventEmitter(), {
      postMessage: (data: unknown, ports: PortMain[] = []) => inside.emit('message', { data, ports }),
    });
    utilityProcess.child = child;
    return child;
  },
};

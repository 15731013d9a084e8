import { dirname, join } from 'node:path';
import process from 'node:process';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { type EngineProcess, superviseEngine } from './engine-process.ts';
import { idOf, knownCompanies, rememberCompany } from './known-companies.ts';
import { askedBy, COMPANY_EXTENSION, LINK_SCHEME, pathOfLink } from './links.ts';
import { menuOf } from './menu.ts';
import { serve } from './pages.ts';
import { isOurs, ORIGIN } from './paths.ts';
import { makeSign, type Sign } from './tray.ts';
import { checkForUpdates } from './updates.ts';
import { connectFrame, openWindow, showWindow } from './windows.ts';

/** The folder of everything built; this file stands in `out/main`. */
const OUT = dirname(import.meta.dirname);
const RENDERER = join(OUT, 'renderer');

const FILTERS = [{ name: 'Countinghouse company', extensions: [COMPANY_EXTENSION.slice(1)] }];
const knownList = (): string => join(app.getPath('userData'), 'companies.json');

/** The program as it runs: one engine, any number of windows, one sign in the tray. */
class Desktop {
  #engine: EngineProcess;
  /** Undefined while the person is asked which: the first run, or a new one. */
  #company: string | undefined;
  #sign: Sign | undefined;
  /** Companies opened since the start: a page under another number is another page. */
  #opened = 0;

  constructor(company: string | undefined) {
    this.#company = company;
    this.#engine = this.#supervise(company);
  }

  #supervise(company: string | undefined): EngineProcess {
    return superviseEngine(OUT, company, {
      restarted: () => this.#reconnect(),
      opened: (name) => {
        if (company !== undefined) rememberCompany(knownList(), { file: company, name });
        this.#makeMenu();
      },
      place: (suggested) => this.#place(suggested),
      made: (file) => void this.open(file),
      gaveUp: (code) => {
        dialog.showErrorBox(
          'Countinghouse',
          `The engine has ended again and again (${code}). What was confirmed is saved in ${company ?? 'the company file'}. Run the doctor on it, or restore a backup.`,
        );
        app.quit();
      },
    });
  }

  /** Pages ask for a port when they load, and get another one when a fresh engine takes over. */
  #reconnect(): void {
    for (const window of BrowserWindow.getAllWindows()) connectFrame(this.#engine, window.webContents.mainFrame);
  }

  async window(path?: string): Promise<void> {
    await openWindow(OUT, path);
  }

  /** Brings a window to the front, or opens one, and takes it to the place asked for. */
  async show(path?: string): Promise<void> {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    if (window) showWindow(window, path);
    else await this.window(path);
  }

  /** Closes this company in order and opens another one in the same windows; none opens the questions of the first run. */
  async open(company: string | undefined): Promise<void> {
    if (company === this.#company) return;
    await this.#engine.stop();
    this.#company = company;
    this.#engine = this.#supervise(company);
    this.#opened += 1;
    for (const window of BrowserWindow.getAllWindows()) await window.loadURL(`${ORIGIN}/?company=${this.#opened}#/`);
  }

  async chooseCompany(): Promise<void> {
    const { filePaths } = await dialog.showOpenDialog({ properties: ['openFile'], filters: FILTERS });
    const [file] = filePaths;
    if (file !== undefined) await this.open(file);
  }

  async #place(suggested: string): Promise<string | undefined> {
    const { filePath } = await dialog.showSaveDialog({
      defaultPath: join(app.getPath('documents'), suggested),
      filters: FILTERS,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return filePath === '' ? undefined : filePath;
  }

  #makeMenu(): void {
    Menu.setApplicationMenu(
      menuOf(
        {
          newWindow: () => void this.window(),
          newCompany: () => void this.open(undefined),
          openCompany: () => void this.chooseCompany(),
          known: knownCompanies(knownList()).map(({ file, name }) => ({ name, open: () => void this.open(file) })),
          print: () => BrowserWindow.getFocusedWindow()?.webContents.print({ printBackground: true }),
          go: (path) => void this.show(path),
          checkForUpdates: () => void checkForUpdates(false),
        },
        process.platform === 'darwin',
      ),
    );
  }

  /** What a command line, a second start, a link or a double click asked for. */
  async answer(args: readonly string[]): Promise<void> {
    const { path, company } = askedBy(args);
    if (company !== undefined) await this.open(company);
    await this.show(path);
  }

  listen(): void {
    ipcMain.on('countinghouse:connect', ({ senderFrame }) => connectFrame(this.#engine, senderFrame));
    ipcMain.on('countinghouse:waiting', ({ senderFrame }, count: unknown) => {
      if (!senderFrame || !isOurs(senderFrame.url) || typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) return;
      this.#sign?.waiting(count);
    });
    ipcMain.on('countinghouse:print', ({ sender, senderFrame }) => {
      if (senderFrame && isOurs(senderFrame.url)) sender.print({ printBackground: true });
    });
    ipcMain.handle('countinghouse:companies', ({ senderFrame }) =>
      senderFrame && isOurs(senderFrame.url)
        ? knownCompanies(knownList()).map(({ file, name }) => ({ id: idOf(file), name, here: file === this.#company }))
        : [],
    );
    ipcMain.on('countinghouse:open', ({ senderFrame }, id: unknown) => {
      if (!senderFrame || !isOurs(senderFrame.url)) return;
      if (id === 'new') void this.open(undefined);
      else if (id === 'other') void this.chooseCompany();
      else {
        const known = knownCompanies(knownList()).find(({ file }) => idOf(file) === id);
        if (known) void this.open(known.file);
      }
    });
    this.#makeMenu();
    this.#sign = makeSign({ show: (path) => void this.show(path), quit: () => app.quit() });
    app.on('second-instance', (_event, args) => void this.answer(args));
    // macOS brings links and files as events, the others as a command line.
    app.on('open-url', (event, url) => {
      event.preventDefault();
      void this.show(pathOfLink(url));
    });
    app.on('open-file', (event, file) => {
      event.preventDefault();
      void this.open(file);
    });
    app.on('activate', () => void this.show());
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    // The company is closed before the program ends: its last act is printing the head of the audit chain.
    let closed = false;
    app.on('before-quit', (event) => {
      if (closed) return;
      event.preventDefault();
      void this.#engine.stop().then(() => {
        closed = true;
        app.quit();
      });
    });
  }
}

/** Runs the desktop: one instance, one engine. Returns when the first window is shown, or at once where another instance runs. */
export async function start(args: readonly string[]): Promise<void> {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  app.enableSandbox();
  // A second start hands its command line to the first and ends.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  await app.whenReady();
  app.setAsDefaultProtocolClient(LINK_SCHEME);
  protocol.handle('app', (request) => serve(RENDERER, request.url));
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);

  const asked = askedBy(args);
  const desktop = new Desktop(asked.company ?? knownCompanies(knownList())[0]?.file);
  desktop.listen();
  await desktop.window(asked.path);
  void checkForUpdates(true);
}

if (process.env['VITEST'] === undefined) await start(process.argv.slice(1));

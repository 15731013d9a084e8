import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ToShell } from '../../../main/hosts/shell-port.ts';
import { startUtility } from '../../../main/hosts/utility.ts';
import { askedBy } from '../../../main/shell/links.ts';
import { fileOf, isOurs } from '../../../main/shell/paths.ts';
import { keepState, placeOf, readState } from '../../../main/shell/window-state.ts';
import { portTransport } from '../../../renderer/client/port.ts';
import type { Transport } from '../../../renderer/client/transport.ts';
import * as electron from '../../kit/electron-stand-in.ts';
import { closedShop } from './shop.ts';

vi.mock('electron', () => electron);

describe('addresses of the window', () => {
  const dir = '/srv/out/renderer';
  test.each([
    ['app://countinghouse/', '/srv/out/renderer/index.html'],
    ['app://countinghouse/assets/a.js', '/srv/out/renderer/assets/a.js'],
    ['app://countinghouse/a%20b.js?x=1', '/srv/out/renderer/a b.js'],
    ['app://countinghouse/../../../etc/passwd', '/srv/out/renderer/etc/passwd'],
  ])('%s is a file of the renderer', (address, file) => {
    expect(fileOf(dir, address)).toBe(join(file));
  });

  test.each([
    ['app://elsewhere/index.html'],
    ['https://countinghouse/index.html'],
    ['file:///etc/passwd'],
    ['app://countinghouse/%2e%2e%2f%2e%2e%2fetc/passwd'],
    ['app://countinghouse/..%2f..%2fmain/main.js'],
    ['app://countinghouse/..%5c..%5cmain'],
    ['app://countinghouse/a%00.js'],
    ['app://countinghouse/%E0%A4%A'],
    ['app://countinghouse/..%2frenderer-of-another/index.html'],
    ['no address'],
  ])('%s is refused', (address) => {
    expect(fileOf(dir, address)).toBeUndefined();
  });

  test('a port is only for our own pages', () => {
    expect(isOurs('app://countinghouse/#/orders')).toBe(true);
    expect(isOurs('app://countinghouse.example/')).toBe(false);
    expect(isOurs('https://example.org/app://countinghouse/')).toBe(false);
  });
});

describe('window, bridge and engine over a message channel', () => {
  let shop: Awaited<ReturnType<typeof closedShop>>;
  let utility: Awaited<ReturnType<typeof startUtility>>;
  const posted: { message: unknown; port: MessagePort | undefined }[] = [];

  beforeAll(async () => {
    shop = await closedShop();
    electron.app.userData = mkdtempSync(join(tmpdir(), 'countinghouse-user-'));
    vi.stubGlobal('location', { origin: 'app://countinghouse', hash: '' });
    vi.stubGlobal('window', {
      postMessage: (message: unknown, _origin: string, [port]: MessagePort[]) => posted.push({ message, port }),
    });
    await import('../../../preload/bridge.ts');
    const { start } = await import('../../../main/shell/main.ts');
    await start(['--company', shop.file]);
    utility = await startUtility(electron.inside as unknown as Parameters<typeof startUtility>[0], shop.file);
  });
  beforeEach(() => void (posted.length = 0));
  afterAll(async () => {
    await utility.close();
    shop.remove();
    rmSync(electron.app.userData, { recursive: true, force: true });
    vi.unstubAllGlobals();
  });

  async function connect(): Promise<{ engine: Transport; port: MessagePort }> {
    electron.exposed['countinghouse']?.connect();
    const [first] = posted;
    expect(first?.message).toBe('countinghouse:port');
    if (!first?.port) throw new Error('no port came');
    const { port } = first;
    const engine = portTransport({
      postMessage: (message) => port.postMessage(message),
      addEventListener: (type: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
        void port.on(type, (data?: unknown) => listener({ data })),
      start: () => port.start(),
    });
    return { engine, port };
  }

  test('the window is sandboxed and the engine is forked by path with its company', () => {
    const window = electron.BrowserWindow.last;
    expect(window?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    const fork = electron.done.find((d) => d.what === 'fork');
    // Seen from the source, the folder of everything built is `main`.
    expect(fork?.args).toEqual([join(import.meta.dirname, '../../../main/engine/utility.js'), ['--company', shop.file]]);
  });

  test('a page asks the engine and gets the company, a refusal in words, and news', async () => {
    const { engine, port } = await connect();
    const reply = await engine.call('engine.status', {});
    expect(reply.output).toMatchObject({ company: { name: 'Tee and Mug Ltd', currency: 'GBP' } });
    await expect(engine.call('sales.getOrder', { orderId: 'so_nowhere' })).rejects.toMatchObject({ code: 'engine.notFound' });
    await expect(engine.call('sales.noSuchThing', {})).rejects.toThrow('There is no operation named sales.noSuchThing');

    const heard = new Promise((resolve) => engine.subscribe((news) => resolve(news.at(-1)?.topic)));
    port.postMessage({
      kind: 'call',
      n: 1_000,
      operation: 'company.setReasonCode',
      input: { code: 'worn', kind: 'write-down', text: 'Worn out' },
      envelope: { commandId: 'cmd-reason-1' },
    });
    expect(await heard).toBeTypeOf('string');
    const codes = await engine.call('company.listReasonCodes', {});
    expect(codes.output).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining({ code: 'worn' })]) as unknown });
    const log = await engine.call('engine.listCommands', { limit: 1 });
    expect(log.output).toMatchObject({ rows: [{ operation: 'company.setReasonCode', device: 'desktop' }] });
    port.close();
  });

  test('a file is sent and fetched over the port, in parts; kinds that run and contents that lie are refused in words', async () => {
    const { engine, port } = await connect();
    const table = `sku;qty\n${'TEE-M;1\n'.repeat(40_000)}`;
    const content = new Blob([table], { type: 'text/csv' });
    const said = { name: 'Stück liste.csv', mediaType: 'text/csv', permission: 'catalog.read' };
    const taken = await engine.files?.write(said, content, 'upload-port-1');
    expect(taken?.bytes).toBe(content.size);
    // Sent again under its id: the same file, not a second one.
    expect(await engine.files?.write(said, content, 'upload-port-1')).toEqual(taken);
    const fetched = await engine.files?.read(taken?.fileId ?? '');
    expect([fetched?.name, fetched?.content.type]).toEqual(['Stück liste.csv', 'text/csv']);
    expect(await fetched?.content.text()).toBe(table);

    await expect(engine.files?.write({ ...said, mediaType: 'text/html' }, content, 'upload-port-2')).rejects.toMatchObject({
      code: 'files.typeNotAllowed',
    });
    await expect(engine.files?.write({ ...said, mediaType: 'application/pdf' }, content, 'upload-port-3')).rejects.toMatchObject({
      code: 'files.notWhatItSays',
    });
    await expect(engine.files?.write({ ...said, name: '../x.csv' }, content, 'upload-port-4')).rejects.toMatchObject({
      code: 'engine.badInput',
    });
    await expect(engine.files?.read('file_nothing')).rejects.toMatchObject({ code: 'engine.notFound' });
    port.close();
    await expect(engine.files?.read(taken?.fileId ?? '')).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('an answer that is no longer wanted is withdrawn, and a closed channel fails what is under way', async () => {
    const { engine, port } = await connect();
    const stop = new AbortController();
    const unwanted = engine.call('engine.status', {}, { signal: stop.signal });
    stop.abort(new Error('left the screen'));
    await expect(unwanted).rejects.toThrow('left the screen');
    const late = engine.call('engine.status', {});
    port.close();
    await expect(late).rejects.toMatchObject({ code: 'unreachable' });
    await expect(engine.call('engine.status', {})).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('a frame of somebody else gets no port', () => {
    electron.frame.url = 'https://example.org/';
    electron.exposed['countinghouse']?.connect();
    electron.frame.url = 'app://countinghouse/';
    expect(posted).toEqual([]);
  });

  test('the window goes nowhere else, opens only https outside, and permits nothing', () => {
    const contents = electron.BrowserWindow.last?.webContents;
    for (const url of [
      'file:///etc/passwd',
      'javascript:alert(1)',
      'http://example.org/',
      'app://countinghouse/',
      'blob:https://example.org/1',
      'blob:app://countinghouse.example/1',
    ])
      expect(contents?.open?.({ url })).toEqual({ action: 'deny' });
    expect(electron.done.filter((d) => d.what === 'openExternal')).toEqual([]);
    expect(contents?.open?.({ url: 'https://example.org/' })).toEqual({ action: 'deny' });
    expect(electron.done.filter((d) => d.what === 'openExternal').map((d) => d.args)).toEqual([['https://example.org/']]);
    const stopped = vi.fn<() => void>();
    contents?.emit('will-navigate', { url: 'https://example.org/', preventDefault: stopped });
    contents?.emit('will-navigate', { url: 'app://countinghouse/#/orders', preventDefault: stopped });
    expect(stopped).toHaveBeenCalledTimes(1);
    const granted: boolean[] = [];
    electron.permits[0]?.({}, 'geolocation', (yes) => granted.push(yes));
    expect(granted).toEqual([false]);
  });

  test('a document opens in a bare window of its own that asks for the printer and goes nowhere', () => {
    const { webContents } = electron.BrowserWindow.last ?? {};
    expect(webContents?.open?.({ url: 'blob:app://countinghouse/3f2a' })).toMatchObject({
      action: 'allow',
      overrideBrowserWindowOptions: { webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } },
    });
    const paper = electron.contentsOf();
    webContents?.emit('did-create-window', { webContents: paper });
    expect(paper.open?.({ url: 'https://example.org/' })).toEqual({ action: 'deny' });
    const stopped = vi.fn<() => void>();
    paper.emit('will-navigate', { url: 'app://countinghouse/', preventDefault: stopped });
    expect(stopped).toHaveBeenCalledTimes(1);
    const printed = electron.done.length;
    paper.emit('did-finish-load');
    expect(electron.done.slice(printed).map((d) => d.what)).toEqual(['print']);
  });

  test('a second start brings the window to the front and takes it where its link says', async () => {
    electron.app.emit('second-instance', {}, ['/usr/bin/countinghouse', 'countinghouse://orders/so_1']);
    await vi.waitFor(() => expect(electron.done.at(-1)?.what).toBe('focus'));
    expect(location.hash).toBe('/orders/so_1');
    electron.app.emit('second-instance', {}, ['countinghouse://orders/javascript:alert(1)']);
    electron.app.emit('open-url', { preventDefault: () => undefined }, 'https://example.org/');
    expect(location.hash).toBe('/orders/so_1');
    electron.app.first = false;
    const { start } = await import('../../../main/shell/main.ts');
    const before = electron.done.filter((d) => d.what === 'fork').length;
    await start([]);
    expect(electron.done.filter((d) => d.what === 'fork')).toHaveLength(before);
  });

  test('the sign in the tray says how many things wait; only a page of ours may say it', () => {
    electron.exposed['countinghouse']?.waiting(3);
    expect(electron.Tray.last?.tip).toBe('Countinghouse: 3 exceptions wait');
    for (const count of [-1, 1.5, '9', Number.NaN]) electron.sentByPage('countinghouse:waiting', count);
    electron.frame.url = 'https://example.org/';
    electron.exposed['countinghouse']?.waiting(8);
    electron.frame.url = 'app://countinghouse/';
    expect(electron.Tray.last?.tip).toBe('Countinghouse: 3 exceptions wait');
    electron.Tray.last?.menu.find((i) => i.label === '3 exceptions wait')?.click?.();
    expect(location.hash).toBe('/exceptions');
  });

  test('the company that was opened is remembered; a page sees names and chooses by ids, and only a page of ours', async () => {
    const known = (await electron.exposed['countinghouse']?.companies()) ?? [];
    expect(known).toMatchObject([{ name: 'Tee and Mug Ltd', here: true }]);
    expect(JSON.stringify(known)).not.toContain('.countinghouse');
    electron.frame.url = 'https://example.org/';
    expect(await electron.exposed['countinghouse']?.companies()).toEqual([]);
    const forks = () => electron.done.filter((d) => d.what === 'fork').length;
    const before = forks();
    electron.exposed['countinghouse']?.open('new');
    electron.frame.url = 'app://countinghouse/';
    for (const id of ['../etc/passwd', shop.file, 'ffffffffffffffff', known[0]?.id ?? '']) electron.exposed['countinghouse']?.open(id);
    expect(forks()).toBe(before);
    const again = electron.Menu.application.find((i) => i.label === 'File')?.submenu?.find((i) => i.label === 'Open again');
    expect(again?.submenu?.map((i) => i.label)).toEqual(['Tee and Mug Ltd']);
  });

  test('the menu goes to rooms and prints the page', () => {
    const go = electron.Menu.application.find((i) => i.label === 'Go')?.submenu;
    go?.find((i) => i.label === 'Stock')?.click?.();
    expect(location.hash).toBe('/stock');
    electron.exposed['countinghouse']?.print();
    expect(electron.done.at(-1)?.what).toBe('print');
  });
});

describe('an engine process without a company', () => {
  /** Starts it on a file or none, with somebody who answers its dialog, and gives the window's end of a port. */
  async function begun(file: string | undefined, place: (suggested: string) => string | null) {
    const shell = new EventEmitter();
    const told: ToShell[] = [];
    const answers = Object.assign(shell, {
      postMessage(message: ToShell) {
        told.push(message);
        if (message.kind === 'askPlace') shell.emit('message', { data: { kind: 'place', file: place(message.suggested) }, ports: [] });
      },
    });
    const utility = await startUtility(answers as unknown as Parameters<typeof startUtility>[0], file);
    const { port1, port2 } = new electron.MessageChannelMain();
    shell.emit('message', { data: { kind: 'connect' }, ports: [port1] });
    const window = portTransport({
      postMessage: (message) => port2.postMessage(message),
      addEventListener: (type: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
        void port2.on(type, (event?: { data: unknown }) => listener(event ?? { data: undefined })),
      start: () => port2.start(),
    });
    return { told, window, close: () => (port2.close(), utility.close()) };
  }
  const olive = {
    name: 'Olive & Söhne GmbH',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    country: 'DE',
    warehouses: [{ code: 'BER', name: 'Berlin', country: 'DE' }],
    owner: { login: 'olive', name: 'Olive Owner' },
  };

  test('asks where, makes the company there, refuses all else, and never overwrites a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countinghouse-setup-'));
    const file = join(folder, 'new.countinghouse');
    const places = [null, file, file];
    const suggestions: string[] = [];
    const { told, window, close } = await begun(undefined, (suggested) => (suggestions.push(suggested), places.shift() ?? null));
    await expect(window.call('engine.status', {})).rejects.toMatchObject({ code: 'http.noCompany' });
    expect(await window.setup?.('setup')).toEqual({ files: [], demo: true, making: null, companies: 0, trouble: null });
    const create = (password: string, spec: object = olive) => window.setup?.('setup/create', { spec, password });
    await expect(create('short')).rejects.toMatchObject({ code: 'signIn.passwordTooShort' });
    await expect(create('olive olive olive', { ...olive, name: '' })).rejects.toMatchObject({ code: 'engine.badInput' });
    await expect(window.setup?.('setup/open', { file: '/etc/passwd' })).rejects.toMatchObject({ code: 'http.noCompany' });
    expect(suggestions).toEqual([]);
    await expect(create('four short words here')).rejects.toMatchObject({ code: 'setup.noPlace' });
    expect(await create('four short words here')).toMatchObject({ link: null });
    expect(suggestions).toEqual(['olive-sohne-gmbh.countinghouse', 'olive-sohne-gmbh.countinghouse']);
    expect(told.filter((t) => t.kind === 'made')).toEqual([{ kind: 'made', file }]);
    await expect(create('four short words here')).rejects.toMatchObject({ code: 'file.exists' });
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('says in words why the company that was asked for is not open', async () => {
    const { told, window, close } = await begun('/nowhere/gone.countinghouse', () => null);
    expect(await window.setup?.('setup')).toMatchObject({ trouble: expect.stringContaining('does not exist') as unknown });
    expect(told.filter((t) => t.kind === 'opened')).toEqual([]);
    await close();
  });
});

describe('a start is asked for a place and a company', () => {
  test.each([
    [['countinghouse://orders/so_1'], { path: '/orders/so_1' }],
    [['countinghouse:///orders?state=open'], { path: '/orders?state=open' }],
    [['/home/olive/shop.countinghouse'], { company: '/home/olive/shop.countinghouse' }],
    [['--company', 'shop.countinghouse', 'countinghouse://stock'], { path: '/stock', company: 'shop.countinghouse' }],
    [['countinghouse://a/../../etc'], {}],
    [['countinghouse://x"onload=1'], {}],
    [[`countinghouse://${'a'.repeat(400)}`], {}],
    [['https://example.org/shop.countinghouse'], {}],
    [['--inspect', 'relative.countinghouse'], {}],
  ])('%j', (args, asked) => {
    expect(askedBy(args)).toEqual(asked);
  });
});

describe('a window opens where a person finds it', () => {
  const displays = [{ x: 0, y: 0, width: 1920, height: 1040 }];
  const stood = { x: 100, y: 50, width: 1200, height: 800, maximized: false };
  test.each([
    ['where it stood', stood, { x: 100, y: 50, width: 1200, height: 800 }],
    ['in its usual size at the first start', undefined, { width: 1440, height: 900 }],
    ['in its usual size where its display is gone', { ...stood, x: 2500 }, { width: 1440, height: 900 }],
    ['in its usual size where its title bar would be above the display', { ...stood, y: -200 }, { width: 1440, height: 900 }],
    ['never smaller than its screens can bear', { ...stood, width: 10, height: 10 }, { x: 100, y: 50, width: 900, height: 600 }],
  ])('%s', (_words, kept, place) => {
    expect(placeOf(kept, displays)).toEqual(place);
  });

  test('a state is kept whole, and one that cannot be read is forgotten', () => {
    const folder = mkdtempSync(join(tmpdir(), 'countinghouse-window-'));
    const file = join(folder, 'window.json');
    expect(readState(file)).toBeUndefined();
    expect(keepState(file, stood)).toBe(true);
    expect(readState(file)).toEqual(stood);
    for (const broken of ['', '{"x":1}', '{"x":1e400,"y":0,"width":1,"height":1,"maximized":true}', '[]', 'null']) {
      writeFileSync(file, broken);
      expect(readState(file)).toBeUndefined();
    }
    expect(keepState(join(folder, 'nowhere', 'window.json'), stood)).toBe(false);
    rmSync(folder, { recursive: true });
  });
});

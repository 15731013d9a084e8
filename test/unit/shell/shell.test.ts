import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startUtility } from '../../../main/hosts/utility.ts';
import { fileOf, isOurs } from '../../../main/shell/paths.ts';
import { portTransport } from '../../../renderer/client/port.ts';
import type { Transport } from '../../../renderer/client/transport.ts';
import * as electron from './electron-stand-in.ts';
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
    vi.stubGlobal('location', { origin: 'app://countinghouse' });
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
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'http://example.org/', 'app://countinghouse/'])
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

  test('a second instance brings the window to the front; an engine that ends says so', async () => {
    electron.app.emit('second-instance');
    expect(electron.done.at(-1)?.what).toBe('focus');
    electron.utilityProcess.child?.emit('exit', 9);
    expect(electron.done.find((d) => d.what === 'errorBox')?.args[1]).toContain('What was confirmed is saved');
    electron.app.first = false;
    const { start } = await import('../../../main/shell/main.ts');
    const before = electron.done.filter((d) => d.what === 'fork').length;
    await start([]);
    expect(electron.done.filter((d) => d.what === 'fork')).toHaveLength(before);
  });
});

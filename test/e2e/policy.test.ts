import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../main/hosts/server.ts';
import { serve } from '../../main/shell/pages.ts';
import { hasBrowser, openBrowser } from '../kit/browser.ts';

const root = join(import.meta.dirname, '../..');
/** A page into which somebody got everything a page must not do, beside what it may. */
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>
<style nonce="__NONCE__">#own { color: rgb(1, 2, 3) }</style>
<style>#own { color: rgb(9, 9, 9) }</style></head>
<body><p id="own">Text</p><script>globalThis.inline = true</script><script nonce="guessed">globalThis.guessed = true</script>
<img src="nothing.svg" onerror="globalThis.handler = true"><base href="https://example.org/"><iframe src="https://example.org/"></iframe>
<script src="https://example.org/remote.js"></script><script src="./own.js"></script></body></html>`;
const OWN = `globalThis.own = true;
try { globalThis.evaluated = (0, eval)('true'); } catch { globalThis.evaluated = false; }
fetch('https://example.org/').then(() => (globalThis.asked = true), () => (globalThis.asked = false));`;

/** The policy of the real page, from both doors that hand pages out, with a page that breaks it. */
describe.skipIf(!hasBrowser)('the content security policy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-policy-'));
  const screens = join(folder, 'renderer');
  let server: RunningServer;
  let shell: Server;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  const doors: Record<string, string> = {};

  beforeAll(async () => {
    mkdirSync(screens);
    copyFileSync(join(root, 'renderer/public/content-security-policy.txt'), join(screens, 'content-security-policy.txt'));
    writeFileSync(join(screens, 'index.html'), PAGE);
    writeFileSync(join(screens, 'own.js'), OWN);
    server = await startServer({ companies: [], folder: join(folder, 'data'), screens });
    doors['the server'] = `${server.url}/`;
    // What the desktop's own scheme answers, word for word: Chromium knows no app: scheme.
    shell = createServer((request, response) => {
      void serve(screens, `app://countinghouse${request.url}`).then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        response.end(Buffer.from(await answer.arrayBuffer()));
      });
    });
    await new Promise<void>((resolve) => shell.listen(0, '127.0.0.1', resolve));
    doors['the scheme of the desktop'] = `http://127.0.0.1:${(shell.address() as AddressInfo).port}/`;
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await new Promise((resolve) => shell?.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(['the server', 'the scheme of the desktop'])(
    'of %s runs the own script and nothing that was put into the page',
    async (door) => {
      await browser.goto(doors[door] ?? '');
      await browser.until('globalThis.asked !== undefined');
      const seen = await browser.run<Record<string, unknown>>(`({
      own, evaluated, asked, inline: globalThis.inline, guessed: globalThis.guessed, handler: globalThis.handler,
      colour: getComputedStyle(document.getElementById('own')).color,
      base: document.baseURI === location.href,
    })`);
      expect(seen).toEqual({ own: true, evaluated: false, asked: false, colour: 'rgb(1, 2, 3)', base: true });
      const told = browser.complaints.map((c) => c.text).join('\n');
      for (const word of ['script-src', 'style-src', 'connect-src', 'base-uri']) expect(told).toContain(word);
      browser.complaints.length = 0;
    },
  );

  test('a nonce is never the same twice, and no answer of the server goes without a policy', async () => {
    const policyOf = async (path: string) => (await fetch(`${server.url}${path}`)).headers.get('content-security-policy') ?? '';
    expect(await policyOf('/')).not.toBe(await policyOf('/'));
    for (const path of ['/', '/own.js', '/health', '/api/engine/status', '/api/', '/nowhere', '/files/file_nothing', '/c/none/api/x']) {
      const { headers } = await fetch(`${server.url}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect([path, /default-src 'none'/.test(policy), /frame-ancestors 'none'/.test(policy)]).toEqual([path, true, true]);
      expect([path, headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual([path, 'nosniff', 'no-referrer']);
      expect([path, headers.get('access-control-allow-origin')]).toEqual([path, null]);
    }
  });
});

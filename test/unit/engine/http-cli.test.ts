import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../../main/tools/cli.ts', import.meta.url));
type Child = ChildProcessByStdio<null, Readable, Readable>;

let folder: string;
let running: Child | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
});
afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const start = (...args: string[]): Child => spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
function ended(child: Child): Promise<{ code: number | null; out: string; err: string }> {
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk));
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...text })));
}
const run = (...args: string[]) => ended(start(...args));

test('a command that does not exist shows the list and ends with 2', async () => {
  expect(await run('explode')).toMatchObject({ code: 2, err: expect.stringMatching(/no command explode[^]*serve[^]*token/) });
  expect(await run('serve', '--colour', 'red')).toMatchObject({ code: 2 });
  expect(await run('serve', '--company', join(folder, 'none.countinghouse'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('does not exist'),
  });
});

test('a company is created, served on a free port and stopped politely; its first token opens the door', async () => {
  const file = join(folder, 'My Shop.countinghouse');
  const created = await run(
    'create',
    '--company',
    file,
    '--name',
    'My Shop',
    '--currency',
    'EUR',
    '--zone',
    'Europe/Berlin',
    '--country',
    'DE',
  );
  expect(created).toMatchObject({ code: 0, err: '' });
  const token = /cht_\S+/.exec(created.out)?.[0] ?? '';

  running = start('serve', '--company', file, '--port', '0');
  const end = ended(running);
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    running?.on('close', () => reject(new Error('the server ended')));
    running?.stdout.on('data', (chunk: Buffer) => {
      text += chunk;
      const found = /(http:\/\/\S+\/c\/my-shop\/api)\//.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const response = await fetch(`${url}/engine/status`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"input":{}}',
  });
  expect(await response.json()).toMatchObject({ output: { company: { name: 'My Shop' } } });
  expect(await run('token', '--company', file, '--user', 'owner', '--name', 'script')).toMatchObject({
    code: 1,
    err: expect.stringContaining('is open in another engine'),
  });

  running.kill('SIGTERM');
  const { code, out } = await end;
  expect(code).toBe(0);
  expect(out).toMatch(/audit chain head [0-9a-f]{64}/);
  expect(out).not.toContain('First token');
  expect(await run('token', '--company', file, '--user', 'owner', '--name', 'script')).toMatchObject({
    code: 0,
    out: expect.stringContaining('cht_'),
  });
});

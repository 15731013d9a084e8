import { afterEach, describe, expect, test } from 'vitest';
import { issueSignInLink, issueToken } from '../../main/server/tokens.ts';
import type { CommandEnvelope } from '../../preload/contract/envelope.ts';
import type { Announcement } from '../../preload/contract/event.ts';
import { publishedOperations } from '../../preload/contract/orpc.ts';
import { openShop, type Shop } from '../kit/company.ts';
import { type Answer, type Door, httpDoor, inProcessDoor, type LineDoor, openLine, portDoor, socketDoor } from '../kit/doors.ts';
import { probeOperations, probeRegistry } from '../kit/probe.ts';

const OPERATIONS = [...publishedOperations, ...probeOperations];

/** Every door opens onto the same house: the same questions in the same order get the same answers, refusals included. */
const DOORS = {
  'in process': inProcessDoor,
  'a message port': (shop: Shop) => portDoor(shop, OPERATIONS),
  http: (shop: Shop) => httpDoor(shop, OPERATIONS),
  'a web socket': (shop: Shop) => socketDoor(shop, OPERATIONS),
} as const;
/** Doors that stay open, through which news comes too. */
const LINES = { 'a message port': DOORS['a message port'], 'a web socket': DOORS['a web socket'] } as const;

interface Asker {
  readonly answers: Answer[];
  command(operation: string, input: unknown, envelope?: Partial<CommandEnvelope> & { as?: string }): Promise<Record<string, unknown>>;
  query(operation: string, input: unknown, as?: string): Promise<Record<string, unknown>>;
}

let open: { shop: Shop; door: Door } | undefined;
async function leave() {
  await open?.door.close();
  await open?.shop.close();
  open = undefined;
}
afterEach(leave);

async function enter<D extends Door>(through: (shop: Shop) => Promise<D>) {
  const shop = await openShop({ seed: 42, registry: probeRegistry() });
  const owner = await issueToken(shop.engine, { login: 'owner', name: 'conformance' });
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', {
    login: 'clerk',
    name: 'Carl Clerk',
    roles: ['read-only'],
  });
  const clerk = await issueToken(shop.engine, { login: 'clerk', name: 'conformance' });
  const door = await through(shop);
  open = { shop, door };
  const answers: Answer[] = [];
  let commands = 0;
  const seen = (answer: Answer) => {
    answers.push(answer);
    return 'reply' in answer ? answer.reply : answer.refused;
  };
  const asker: Asker = {
    answers,
    command: async (operation, input, { as = owner, ...envelope } = {}) => {
      commands += 1;
      return seen(await door.command(as, operation, input, { commandId: `door-${commands}-xx`, ...envelope }));
    },
    query: async (operation, input, as = owner) => seen(await door.query(as, operation, input)),
  };
  return { ...asker, shop, door, owner, clerk, clerkId: userId };
}

const tee = { sku: 'TEE', title: 'Tee shirt' };
const outputOf = (reply: Record<string, unknown>) => reply['output'] as Record<string, string>;

/** A day of questions, sensible and not. */
const STORIES: Readonly<Record<string, (a: Asker & { clerk: string }) => Promise<void>>> = {
  'commands and queries': async (a) => {
    const created = outputOf(await a.command('catalog.createItem', tee));
    expect(await a.query('catalog.listItems', {})).toMatchObject({ output: { rows: [{ sku: 'TEE' }] } });
    expect(await a.query('engine.history', { table: 'item', key: created['itemId'] })).toMatchObject({
      output: { rows: [{ op: 'insert' }] },
    });
    expect(await a.query('company.getCompany', {}, a.clerk)).toMatchObject({ output: { currency: 'GBP' } });
  },
  'the same command id again': async (a) => {
    const first = await a.command('catalog.createItem', tee, { commandId: 'same-id-1' });
    expect(await a.command('catalog.createItem', tee, { commandId: 'same-id-1' })).toEqual({ ...first, replayed: true });
    expect(await a.command('catalog.createItem', { ...tee, sku: 'MUG' }, { commandId: 'same-id-1' })).toMatchObject({
      code: 'engine.commandIdReused',
    });
  },
  'edits on what has changed': async (a) => {
    const { itemId = '' } = outputOf(await a.command('catalog.createItem', tee));
    const edit = { itemId, title: 'Better tee' };
    expect(await a.command('catalog.changeItem', edit)).toMatchObject({ code: 'engine.expectMissing' });
    await a.command('catalog.changeItem', edit, { expect: [{ id: itemId, revision: 1 }] });
    expect(await a.command('catalog.changeItem', edit, { expect: [{ id: itemId, revision: 1 }] })).toMatchObject({
      code: 'engine.stale',
      params: { current: 2, row: { title: 'Better tee' } },
    });
  },
  'previews and confirmations': async (a) => {
    const dry = await a.command('catalog.createItem', tee, { dryRun: true });
    const { effectsDigest = '' } = dry['preview'] as Record<string, string>;
    expect(await a.command('catalog.createItem', { ...tee, title: 'Other' }, { confirm: effectsDigest })).toMatchObject({
      code: 'engine.previewChanged',
    });
    expect(await a.command('catalog.createItem', tee, { confirm: effectsDigest })).toMatchObject({ replayed: false });
  },
  'questions that make no sense': async (a) => {
    expect(await a.command('catalog.explode', {})).toMatchObject({
      code: 'engine.unknownOperation',
      params: { operation: 'catalog.explode' },
    });
    expect(await a.command('catalog.createItem', { ...tee, colour: 'red' })).toMatchObject({ code: 'engine.badInput' });
    expect(await a.command('catalog.createItem', { sku: 7 })).toMatchObject({ code: 'engine.badInput' });
    expect(await a.query('engine.getJob', { jobId: 'job_nothing' })).toMatchObject({ code: 'engine.notFound' });
    expect(await a.query('engine.listCommands', { limit: 501 })).toMatchObject({ code: 'engine.badInput' });
  },
  'faults, which do not say what our bug was, and outages, after which the same id is sent again': async (a) => {
    const fault = (await a.command('probe.fail', { how: 'fault' })) as { params: Record<string, unknown> };
    expect(fault).toMatchObject({ code: 'fault', params: { reference: expect.stringMatching(/^F-/) } });
    expect(JSON.stringify(fault)).not.toContain('secret detail');
    expect(await a.command('probe.fail', { how: 'outage' }, { commandId: 'busy-once' })).toMatchObject({ code: 'outage' });
    expect(await a.command('probe.add', { by: 2 }, { commandId: 'busy-once' })).toMatchObject({ output: { value: 2 }, replayed: false });
    expect(await a.command('probe.add', { by: 0 })).toMatchObject({ code: 'probe.refused' });
  },
  'people who may not': async (a) => {
    expect(await a.command('catalog.createItem', tee, { as: a.clerk })).toMatchObject({ code: 'engine.notPermitted' });
    expect(await a.query('company.listUsers', {}, a.clerk)).toMatchObject({ code: 'engine.notPermitted' });
    expect(await a.query('company.getCompany', {}, 'no-such-token-at-all')).toMatchObject({ code: 'engine.notSignedIn' });
  },
};

test.each(Object.entries(STORIES))('%s get the same answers through every door, word for word', async (_name, story) => {
  const transcripts: Answer[][] = [];
  for (const kind of Object.keys(DOORS) as (keyof typeof DOORS)[]) {
    const asker = await enter<Door>(DOORS[kind]);
    await story(asker);
    transcripts.push(asker.answers);
    await leave();
  }
  const [first, ...others] = transcripts;
  for (const other of others) expect(other).toEqual(first);
});

test('what a query answers has the shape its contract publishes', async () => {
  const a = await enter(DOORS.http);
  await a.command('catalog.createItem', tee);
  await a.command('engine.startJob', { kind: 'none' });
  for (const operation of [
    'engine.status',
    'engine.listCommands',
    'engine.listJobs',
    'engine.listOutbox',
    'engine.listIncidents',
    'catalog.listItems',
    'company.listUsers',
  ]) {
    const def = publishedOperations.find((d) => d.name === operation);
    const reply = await a.query(operation, {});
    expect(def?.output.safeParse(reply['output'])).toMatchObject({ success: true });
  }
});

describe.each(Object.entries(LINES))('through %s', (_name, through: (shop: Shop) => Promise<LineDoor>) => {
  test('news of a commit comes by itself, and names what changed', async () => {
    const { shop, door, owner } = await enter(through);
    const line = await door.line(owner);
    const heard = new Promise<Announcement>((resolve) =>
      line.subscribe((news) => {
        const found = news.find((n) => n.topic === 'item');
        if (found) resolve(found);
      }),
    );
    const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', tee);
    expect(await heard).toEqual({ topic: 'item', ids: [itemId], seq: shop.engine.writer.seq });
  });

  test('a call that is no longer wanted ends at once, and the line goes on', async () => {
    const { shop, door, owner } = await enter(through);
    const line = await door.line(owner);
    let release = () => {};
    const busy = shop.engine.writer.exclusively(() => new Promise<void>((resolve) => (release = resolve)));
    const stop = new AbortController();
    const asked = line.call('catalog.listItems', {}, { signal: stop.signal });
    const other = line.call('company.getCompany', {});
    stop.abort(new Error('changed my mind'));
    await expect(asked).rejects.toThrow('changed my mind');
    release();
    await busy;
    expect((await other).output).toMatchObject({ currency: 'GBP' });
    await expect(line.call('catalog.listItems', {}, { signal: stop.signal })).rejects.toThrow('changed my mind');
  });

  test('many calls at once are each answered with their own answer', async () => {
    const { door, owner } = await enter(through);
    const line = await door.line(owner);
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        line.call('probe.add', { key: `k${i}`, by: i + 1 }, { envelope: { commandId: `many-${i}-xx` } }),
      ),
    );
    expect(replies.map((r) => (r.output as { value: number }).value)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  });
});

describe('a web socket', () => {
  const enterLine = async () => {
    const entered = await enter(DOORS['a web socket']);
    return { ...entered, line: (await entered.door.line(entered.owner)) as ReturnType<typeof openLine> };
  };
  const closed = (socket: WebSocket | undefined) =>
    new Promise<number>((resolve) => socket?.addEventListener('close', ({ code }) => resolve(code)));
  const opened = (url: string, headers: Record<string, string>, path = '/c/shop/ws') =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers } as never);
      socket.addEventListener('open', () => (resolve('open'), socket.close()));
      socket.addEventListener('error', () => resolve('refused'));
    });

  test('carries every call itself', async () => {
    const { line } = await enterLine();
    await line.call('engine.status', {});
    expect(line.overHttp()).toBe(0);
  });

  test('that breaks comes back by itself; what was under way is sent again under its id and done once', async () => {
    const { shop, line } = await enterLine();
    let release = () => {};
    const busy = shop.engine.writer.exclusively(() => new Promise<void>((resolve) => (release = resolve)));
    const asked = line.call('probe.add', { by: 5 }, { envelope: { commandId: 'broken-line-1' } });
    const other = line.call('catalog.listItems', {});
    const again = closed(line.sockets[0]);
    line.sockets[0]?.close();
    await again;
    release();
    await busy;
    expect((await asked).output).toEqual({ value: 5 });
    expect((await other).output).toMatchObject({ rows: [] });
    const news = new Promise((resolve) => line.subscribe(resolve));
    expect(await news).toEqual([{ topic: '', ids: [], seq: shop.engine.writer.seq }]);
    expect(line.sockets.length).toBe(2);
    expect((await line.call('probe.add', { by: 1 }, { envelope: { commandId: 'after-it-1' } })).output).toEqual({ value: 6 });
  });

  test('closes within a second when the person is deactivated, and opens for them no more', async () => {
    const { shop, door, clerk, clerkId } = await enterLine();
    const line = (await door.line(clerk)) as ReturnType<typeof openLine>;
    const gone = closed(line.sockets[0]);
    const started = performance.now();
    await shop.dispatch('company.deactivateUser', { userId: clerkId }, { expect: [{ id: clerkId, revision: 1 }] });
    expect(await gone).toBe(4401);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(line.signedOut()).toBe(1);
    expect(await opened(door.url, { authorization: `Bearer ${clerk}` })).toBe('refused');
  });

  test('closes when the session ends, and a page of another site cannot open one with it', async () => {
    const { shop, door } = await enterLine();
    const link = await issueSignInLink(shop.engine, 'owner');
    const response = await fetch(`${door.url}/c/shop/api/session/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: link?.secret }),
    });
    const cookie = (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    expect(await opened(door.url, { cookie, origin: 'https://evil.example' })).toBe('refused');
    expect(await opened(door.url, { cookie })).toBe('refused');
    expect(await opened(door.url, { cookie, origin: door.url }, '/c/other/ws')).toBe('refused');
    const socket = new WebSocket(`${door.url.replace('http', 'ws')}/c/shop/ws`, { headers: { cookie, origin: door.url } } as never);
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const gone = closed(socket);
    await fetch(`${door.url}/c/shop/api/session`, { method: 'DELETE', headers: { cookie, origin: door.url } });
    expect(await gone).toBe(4401);
  });

  test('ends for who does not speak as agreed or sends too much, and lets no one open lines without end', async () => {
    const { door, owner } = await enterLine();
    const authorization = `Bearer ${owner}`;
    const codeAfter = async (message: string | Uint8Array<ArrayBuffer>) => {
      const socket = new WebSocket(`${door.url.replace('http', 'ws')}/ws`, { headers: { authorization } } as never);
      await new Promise((resolve) => socket.addEventListener('open', resolve));
      const gone = closed(socket);
      socket.send(message);
      return gone;
    };
    for (const message of ['no JSON', '{"kind":"call"}', new Uint8Array(4)]) expect(await codeAfter(message)).toBe(4400);
    expect(await codeAfter('x'.repeat(17 * 1024 * 1024))).toBe(1009);
    const sockets = Array.from({ length: 25 }, () => openLine(door.url, owner));
    await Promise.all(sockets.map((s) => s.settled()));
    expect(sockets.filter((s) => s.sockets[0]?.readyState === WebSocket.OPEN).length).toBe(19);
    for (const s of sockets) s.close();
  });
});

import { expect, test } from 'vitest';
import { issueToken } from '../../../main/server/tokens.ts';
import { Chance } from '../../../main/tools/sim/chance.ts';
import type { DoorReply } from '../../../preload/contract/port.ts';
import { Failure } from '../../../renderer/client/failure.ts';
import type { Call, Transport } from '../../../renderer/client/transport.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { httpAsker, openLine } from '../../kit/doors.ts';
import { type ServerProcess, startServerProcess } from '../../kit/server-process.ts';

const SEED = Number(process.env['SEED'] ?? 20261126);
const ROUNDS = 4;
const COMMANDS_EACH = 56;
const AT_ONCE = 4;
const ON = '2026-01-05';

type Work = { readonly commandId: string; readonly operation: string; readonly input: unknown };

/** What one client has to do: entries and orders in turn, under ids of its own. Nothing in an order keeps the same one from being taken twice. */
const workOf = (name: string, partyId: string): Work[] =>
  Array.from({ length: COMMANDS_EACH }, (_, i) => {
    const commandId = `${name}-${String(i).padStart(4, '0')}`;
    if (i % 2 === 0)
      return {
        commandId,
        operation: 'accounting.postEntry',
        input: {
          on: ON,
          memo: commandId,
          lines: [
            { account: { role: 'bank' }, amount: i + 1 },
            { account: { role: 'retained-earnings' }, amount: -i - 1 },
          ],
        },
      };
    const lines = [{ sku: 'TEE', qty: 1 + (i % 3), unitPriceMicros: 5_000_000 }];
    const order = { partyId, orderedAt: `${ON}T09:00:00.000Z`, orderedOn: ON, currency: 'GBP', country: 'GB', lines };
    return { commandId, operation: 'sales.acceptOrder', input: order };
  });

/** Follows the bank account by news alone: asks for what it has not seen whenever something is said to have changed. */
function follow(line: Transport) {
  const memos: string[] = [];
  const state = { dirty: false, asking: false, seq: 0, heard: () => {} };
  const read = async () => {
    if (state.asking) return;
    state.asking = true;
    try {
      while (state.dirty) {
        state.dirty = false;
        const { output, seq } = await line.call('accounting.listLines', { role: 'bank', offset: memos.length, limit: 500 });
        const { rows } = output as { rows: { entryMemo: string }[] };
        memos.push(...rows.map((r) => r.entryMemo));
        state.seq = seq;
        state.heard();
      }
    } catch (error) {
      // The line is down, and says that anything may have changed once it is back; or the test lets go of it.
      if (!(error instanceof Failure && (error.passing || error.code === 'window'))) throw error;
    } finally {
      state.asking = false;
    }
  };
  line.subscribe(() => {
    state.dirty = true;
    void read();
  });
  return {
    memos,
    /** Resolves once the follower has read at or after this commit. */
    reached: (seq: number) =>
      new Promise<void>((resolve) => {
        state.heard = () => {
          if (state.seq >= seq) resolve();
        };
        state.heard();
      }),
  };
}

async function serve(work: (server: ServerProcess, token: string, partyId: string) => Promise<void>): Promise<Shop> {
  const shop = await openShop();
  const token = await issueToken(shop.engine, { login: 'owner', name: 'load' });
  await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Carla', country: 'GB' });
  await shop.engine.close();
  const server = await startServerProcess(shop.location);
  try {
    await work(server, token, partyId);
  } finally {
    await server.stop();
  }
  return shop;
}

test(`a server killed ${ROUNDS} times under load loses no command, does none twice and keeps its windows current`, async () => {
  const chance = new Chance(SEED);
  const answers = new Map<string, DoorReply>();
  let resent = 0;
  let followers: ReturnType<typeof follow>[] = [];
  const shop = await serve(async (server, token, partyId) => {
    const lines = ['anna', 'ben', 'cora'].map((name) => ({ name, line: openLine(server.url, token) }));
    followers = lines.map(({ line }) => follow(line));
    await Promise.all(lines.map(({ line }) => line.settled()));
    const script = httpAsker(server.url, token);
    const clients = [
      ...lines.map(({ name, line }) => ({ name, call: line.call })),
      { name: 'dora', call: script },
      { name: 'emil', call: script },
    ];

    // The power goes at moments counted in answers, while more is under way.
    const all = clients.length * COMMANDS_EACH;
    const moments = new Set(Array.from({ length: ROUNDS }, (_, i) => Math.floor((all * (i + 1)) / (ROUNDS + 1)) + chance.between(-10, 10)));
    const kills: Promise<void>[] = [];
    const until = async (call: Call, { commandId, operation, input }: Work): Promise<void> => {
      for (;;) {
        await server.open();
        try {
          answers.set(commandId, await call(operation, input, { envelope: { commandId } }));
          if (moments.has(answers.size)) kills.push(server.killAndStart());
          return;
        } catch (error) {
          if (!(error instanceof Failure && error.passing)) throw error;
          resent += 1;
        }
      }
    };
    await Promise.all(
      clients.flatMap(({ name, call }) => {
        const work = workOf(name, partyId);
        return Array.from({ length: AT_ONCE }, async () => {
          for (let next = work.shift(); next; next = work.shift()) await until(call, next);
        });
      }),
    );
    await Promise.all(kills);
    expect(kills.length).toBe(ROUNDS);
    // Each window hears of the newest commit by itself, over a line it opened again, however often the server went away.
    const { seq } = await script('engine.status', {});
    await Promise.all(followers.map((f) => f.reached(seq)));
    for (const { line } of lines) {
      expect(line.sockets.length).toBeGreaterThan(ROUNDS);
      expect(line.signedOut()).toBe(0);
      line.close();
    }
  });
  try {
    await shop.reopen();
    const { db } = shop.engine.store.writer;
    const wanted = ['anna', 'ben', 'cora', 'dora', 'emil'].flatMap((name) => workOf(name, ''));
    expect(resent, `seed ${SEED}`).toBeGreaterThan(0);
    expect([...answers.keys()].sort()).toEqual(wanted.map((w) => w.commandId).sort());

    const entries = await db
      .selectFrom('journal_entry')
      .select(['memo', 'number'])
      .where('memo', 'like', '%-____')
      .orderBy('number')
      .execute();
    const memos = wanted.flatMap((w) => (w.operation === 'accounting.postEntry' ? [w.commandId] : [])).sort();
    expect(entries.map((e) => e.memo).sort()).toEqual(memos);
    for (const { memos: seen } of followers) expect([...seen].sort()).toEqual(memos);

    const orders = await db.selectFrom('sales_order').select('number').orderBy('number').execute();
    const told = wanted.flatMap((w) =>
      w.operation === 'sales.acceptOrder' ? [(answers.get(w.commandId)?.output as { number?: string } | undefined)?.number ?? ''] : [],
    );
    expect(orders.map((o) => o.number)).toEqual(told.sort());
    expect(orders.map((o) => Number(o.number.split('-').at(-1)))).toEqual(orders.map((_, i) => i + 1));
    await expectHealthy(shop);
  } finally {
    await shop.close();
  }
});

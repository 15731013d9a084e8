import { afterEach, expect, test } from 'vitest';
import { issueToken } from '../../main/server/tokens.ts';
import { publishedOperations } from '../../preload/contract/orpc.ts';
import { openShop, type Shop } from '../kit/company.ts';
import { type Answer, type Door, type Envelope, httpDoor, inProcessDoor } from '../kit/doors.ts';

/** Every door opens onto the same house: the same questions in the same order get the same answers, refusals included. */
const DOORS = { 'in process': inProcessDoor, http: httpDoor } as const;

interface Asker {
  readonly answers: Answer[];
  command(operation: string, input: unknown, envelope?: Envelope & { as?: string }): Promise<Record<string, unknown>>;
  query(operation: string, input: unknown, as?: string): Promise<Record<string, unknown>>;
}

let open: { shop: Shop; door: Door } | undefined;
async function leave() {
  await open?.door.close();
  await open?.shop.close();
  open = undefined;
}
afterEach(leave);

async function enter(kind: keyof typeof DOORS): Promise<Asker & { shop: Shop; clerk: string }> {
  const shop = await openShop({ seed: 42 });
  const owner = await issueToken(shop.engine, { login: 'owner', name: 'conformance' });
  await shop.dispatch('company.createUser', { login: 'clerk', name: 'Carl Clerk', roles: ['read-only'] });
  const clerk = await issueToken(shop.engine, { login: 'clerk', name: 'conformance' });
  const door = await DOORS[kind](shop);
  open = { shop, door };
  const answers: Answer[] = [];
  let commands = 0;
  const seen = (answer: Answer) => {
    answers.push(answer);
    return 'reply' in answer ? answer.reply : answer.refused;
  };
  return {
    shop,
    clerk,
    answers,
    command: async (operation, input, { as = owner, ...envelope } = {}) => {
      commands += 1;
      return seen(await door.command(as, operation, input, { commandId: `door-${commands}-xx`, ...envelope }));
    },
    query: async (operation, input, as = owner) => seen(await door.query(as, operation, input)),
  };
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
  'people who may not': async (a) => {
    expect(await a.command('catalog.createItem', tee, { as: a.clerk })).toMatchObject({ code: 'engine.notPermitted' });
    expect(await a.query('company.listUsers', {}, a.clerk)).toMatchObject({ code: 'engine.notPermitted' });
    expect(await a.query('company.getCompany', {}, 'no-such-token-at-all')).toMatchObject({ code: 'engine.notSignedIn' });
  },
};

test.each(Object.entries(STORIES))('%s get the same answers through every door, word for word', async (_name, story) => {
  const transcripts: Answer[][] = [];
  for (const kind of Object.keys(DOORS) as (keyof typeof DOORS)[]) {
    const asker = await enter(kind);
    await story(asker);
    transcripts.push(asker.answers);
    await leave();
  }
  const [first, ...others] = transcripts;
  for (const other of others) expect(other).toEqual(first);
});

test('what a query answers has the shape its contract publishes', async () => {
  const a = await enter('http');
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

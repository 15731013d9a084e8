import { findingsOf } from '../doctor.ts';
import * as buying from './buying.ts';
import { happenings, Scene } from './scene.ts';
import * as selling from './selling.ts';
import * as warehouse from './warehouse.ts';

/** How often each deed comes up, of their sum. */
const DEEDS = {
  receiveLoose: [4, buying.receiveLoose],
  order: [6, buying.order],
  receive: [9, buying.receive],
  handedOver: [2, buying.handedOver],
  bill: [8, buying.bill],
  payBill: [4, buying.payBill],
  landed: [4, buying.landed],
  sendBack: [3, buying.sendBack],
  supplierCredits: [2, buying.supplierCredits],
  writeOff: [1, buying.writeOff],
  rate: [2, buying.rate],
  sell: [10, selling.sell],
  fulfil: [9, selling.fulfil],
  shipPart: [5, selling.shipPart],
  invoiceAhead: [3, selling.invoiceAhead],
  cancel: [3, selling.cancel],
  pay: [3, selling.pay],
  creditUnits: [2, selling.creditUnits],
  giveBack: [6, selling.giveBack],
  announce: [5, selling.announce],
  arriveBack: [4, selling.arriveBack],
  neverArrives: [4, selling.neverArrives],
  callOff: [1, selling.callOff],
  creditReturn: [5, selling.creditReturn],
  restock: [4, selling.restock],
  scrapReturned: [2, selling.scrapReturned],
  foundBack: [1, selling.foundBack],
  transfer: [3, warehouse.transfer],
  aside: [2, warehouse.aside],
  send: [3, warehouse.send],
  arrive: [4, warehouse.arrive],
  count: [4, warehouse.count],
  writeDown: [2, warehouse.writeDown],
  restandard: [2, warehouse.restandard],
  recost: [1, warehouse.recost],
} as const satisfies Readonly<Record<string, readonly [number, buying.Deed]>>;
export type DeedName = keyof typeof DEEDS;
export const DEED_NAMES = Object.keys(DEEDS) as DeedName[];

const TOTAL = DEED_NAMES.reduce((sum, name) => sum + DEEDS[name][0], 0);
function deedOf(die: number): DeedName {
  let left = die % TOTAL;
  for (const name of DEED_NAMES) {
    left -= DEEDS[name][0];
    if (left < 0) return name;
  }
  throw new Error('the weights do not add');
}

/** A chapter: a company of its own in which so many events happen, the same for the same seed and number. */
export interface Chapter {
  readonly seed: number;
  readonly number: number;
  readonly events: number;
  /** Stock and books are compared after every so many events; the doctor looks at the end. */
  readonly every: number;
  /** How often each deed was done. */
  readonly done: Map<DeedName, number>;
}

/** Where a chapter went wrong: somewhere after `sound` events, found after `after`. */
interface Broken {
  readonly sound: number;
  readonly after: number;
  readonly findings: readonly string[];
  readonly last: readonly string[];
}

async function tell(c: Chapter): Promise<Broken | undefined> {
  const scene = await Scene.open(c.number);
  const last: string[] = [];
  let sound = 0;
  let after = 0;
  try {
    for (const h of happenings(c.seed, c.number)) {
      if (after === c.events) break;
      const name = deedOf(h.die);
      scene.pass(h.minutes);
      last.push(`${after + 1} ${scene.shop.now} ${name} ${JSON.stringify(h)}`);
      if (last.length > 12) last.shift();
      after += 1;
      if (await DEEDS[name][1](scene, h)) c.done.set(name, (c.done.get(name) ?? 0) + 1);
      if (after % c.every !== 0) continue;
      const findings = await scene.gaps();
      if (findings.length > 0) return { sound, after, findings, last };
      sound = after;
    }
    const findings = [...(await scene.gaps()), ...(await findingsOf(scene.shop))];
    return findings.length > 0 ? { sound: Math.min(sound, c.events - 1), after, findings, last } : undefined;
  } catch (thrown) {
    return { sound, after, findings: [thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)], last };
  } finally {
    await scene.shop.close();
  }
}

/**
 * Tells a chapter and fails with the shortest beginning of it that goes wrong: the seed, the number of the chapter, the last events and
 * what was found. Beginnings are told again, each in a company of its own and proved by the doctor.
 */
export async function tellChapter(chapter: Chapter): Promise<void> {
  let broken = await tell(chapter);
  if (!broken) return;
  let low = 0;
  let high = broken.after;
  while (low + 1 < high) {
    const events = Math.floor((low + high) / 2);
    const shorter = await tell({ ...chapter, events, every: events + 1, done: new Map() });
    if (shorter) {
      high = shorter.after;
      broken = shorter;
    } else low = events;
  }
  const again = `EVENTS_SEED=${chapter.seed} EVENTS_CHAPTER=${chapter.number} EVENTS=${high}`;
  throw new Error(
    [
      `The first ${high} events of chapter ${chapter.number} go wrong (${again}):`,
      ...broken.findings,
      'The last of them:',
      ...broken.last,
    ].join('\n'),
  );
}

import { z } from 'zod';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';

/** The last day of what never ends: later than any other, so that lots stand in the order of their last day. */
export const NO_LAST_DAY = '9999-12-31';

/** Lots and serial numbers as documents state them, and why a movement of tracked goods is refused. */

const some = (codes: readonly string[]) => (codes.length === 0 ? '' : ` Here: ${codes.join(', ')}.`);
const called = (by: string) => (by === 'serial' ? 'serial number' : 'lot');

export const lotNeeded = refusal(
  'inventory.lotNeeded',
  z.object({ sku: z.string(), trackedBy: z.enum(['lot', 'serial']), qty: z.number().int(), lots: z.array(z.string()) }),
  (p) => `${p.sku} is tracked by ${called(p.trackedBy)}: say which ${called(p.trackedBy)} each of the ${p.qty} units is.${some(p.lots)}`,
);
export const lotsDiffer = refusal(
  'inventory.lotsDiffer',
  z.object({ sku: z.string(), stated: z.number().int(), asked: z.number().int() }),
  (p) => `${p.sku}: the lots stated add up to ${p.stated} units, the line says ${p.asked}. Correct one of them.`,
);
export const unknownLot = refusal(
  'inventory.unknownLot',
  z.object({ sku: z.string(), lot: z.string() }),
  (p) => `${p.sku} has no lot or serial number ${p.lot}. Receive it first, or read the label again.`,
);
export const lotNotThere = refusal(
  'inventory.lotNotThere',
  z.object({ sku: z.string(), lot: z.string(), place: z.string(), onHand: z.number().int(), asked: z.number().int() }),
  (p) => `${p.sku}: ${p.asked} of lot ${p.lot} asked, ${p.onHand} of it at ${p.place}. Take less, another lot, or count the place.`,
);
export const lotStopped = refusal(
  'inventory.lotStopped',
  z.object({ sku: z.string(), lot: z.string(), state: z.enum(['blocked', 'expired']), detail: z.string() }),
  (p) =>
    p.state === 'blocked'
      ? `Lot ${p.lot} of ${p.sku} is blocked: ${p.detail}. Take another lot, or lift the block first.`
      : `Lot ${p.lot} of ${p.sku} could be sold until ${p.detail}. Take another lot, or correct its dates if they are wrong.`,
);
export const serialTaken = refusal(
  'inventory.serialTaken',
  z.object({ sku: z.string(), serial: z.string() }),
  (p) => `Serial number ${p.serial} of ${p.sku} is here already, and there is one unit of each. Read the label again.`,
);
export const lotDateNeeded = refusal(
  'inventory.lotDateNeeded',
  z.object({ sku: z.string(), lot: z.string() }),
  (p) => `${p.sku} comes with a last day: state when lot ${p.lot} expires.`,
);
export const lotDatesDiffer = refusal(
  'inventory.lotDatesDiffer',
  z.object({ sku: z.string(), lot: z.string(), expiresOn: z.string(), said: z.string() }),
  (p) =>
    `Lot ${p.lot} of ${p.sku} is here with the last day ${p.expiresOn}, not ${p.said}. Read the label again, or correct the lot first.`,
);
export const notTracked = refusal(
  'inventory.notTracked',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} is not tracked by lot or serial number. Leave the lot out, or set how it is tracked first.`,
);
export const lotRefusals = [
  lotNeeded,
  lotsDiffer,
  unknownLot,
  lotNotThere,
  lotStopped,
  serialTaken,
  lotDateNeeded,
  lotDatesDiffer,
  notTracked,
] as const;

/** A lot or serial number as it is printed: what GS1 allows in the elements 10 and 21, and a little more. */
export const zLotCode = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,40}$/, 'printable characters without spaces; at most 40');

/** Dates of a lot. Expiry is the last day it may be used; removal the day it is taken off sale. */
export const lotDates = {
  expiresOn: zDay.optional(),
  bestBeforeOn: zDay.optional(),
  removalOn: zDay.optional(),
  alertOn: zDay.optional(),
};
/** `qty`: steps of the stock unit; left out for a serial number, and where one lot is all of the line. */
const lotQty = { code: zLotCode, qty: z.int().positive().optional() };
const zStatedLot = z.strictObject(lotQty);
const zArrivingLot = z.strictObject({ ...lotQty, ...lotDates });

/** Most lots one line states: a pallet of serial numbers. */
export const LINE_LOTS_MAX = 1000;
/** Lots a line takes along, of a place they stand at. */
export const lotsKey = { lots: z.array(zStatedLot).min(1).max(LINE_LOTS_MAX).optional() };
/** Lots a line brings in, with their dates. */
export const arrivingLotsKey = { lots: z.array(zArrivingLot).min(1).max(LINE_LOTS_MAX).optional() };
/** The lot a line of a count is about; found goods may be of one that is new. */
export const countedLotKey = { lot: z.strictObject({ code: zLotCode, ...lotDates }).optional() };
export type ArrivingLot = z.output<typeof zArrivingLot>;

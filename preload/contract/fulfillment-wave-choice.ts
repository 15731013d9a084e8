import { z } from 'zod';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zRef } from './values/field.ts';

/** Most orders and lines one wave takes: a wave is one commit and one walk. */
export const WAVE_ORDERS_MAX = 500;
export const WAVE_LINES_MAX = 2000;
const ORDERS_USUAL = 50;

export const WAVE_METHODS = ['single', 'batch', 'cluster'] as const;
export const zMethod = z.enum(WAVE_METHODS);

/** How fast a service is; an order nobody chose a service for counts as standard. Those first are picked first. */
export const SERVICE_LEVELS = ['express', 'standard', 'economy'] as const;
export const zLevel = z.enum(SERVICE_LEVELS);
export type ServiceLevel = z.output<typeof zLevel>;

/** A time of the day as clocks show it, `HH:MM`. */
export const zTimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'has to be a time of the day such as 15:00');

export const ZONE_TAKES = ['whole', 'part'] as const;

/** What of a choice of orders does not depend on the day it is made. */
export const standingChoice = {
  serviceId: zRef.optional(),
  level: zLevel.optional(),
  /** Only services the warehouse hands over by this time of the day or before. */
  cutOffBy: zTimeOfDay.optional(),
  /** Only goods of this zone or aisle: orders that lie there whole, or of any order the part that does. */
  zoneId: zRef.optional(),
  zoneTake: z.enum(ZONE_TAKES).default('whole'),
  channelId: zRef.optional(),
};

/** Which orders a wave takes; what is left out does not narrow it. */
export const waveChoice = {
  /** Only orders promised for this day or before. */
  shipBy: zDay.optional(),
  ...standingChoice,
};

export const waveLimits = {
  maxOrders: z.int().min(1).max(WAVE_ORDERS_MAX).default(ORDERS_USUAL),
  maxLines: z.int().min(1).max(WAVE_LINES_MAX).default(WAVE_LINES_MAX),
};

export const notAZone = refusal(
  'fulfillment.notAZone',
  z.object({ place: z.string(), warehouseCode: z.string() }),
  (p) => `${p.place} is no zone or aisle of ${p.warehouseCode}. Choose one that divides this warehouse.`,
);

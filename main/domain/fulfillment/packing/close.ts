import { notFound } from '../../../../preload/contract/engine.ts';
import { mayNotOverride, packageOff, tooHeavy, weightDiffers } from '../../../../preload/contract/fulfillment-packing.ts';
import { holds } from '../../../../preload/contract/permission.ts';
import { type Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import { ssccOf } from '../../../../preload/contract/values/gs1.ts';
import { mulDiv } from '../../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { gramsOf } from '../../catalog/index.ts';
import { policy, sayWhy } from '../../company/index.ts';
import { keepScan, wrongScan } from '../picking/scan.ts';
import type { ParcelFacts } from './load.ts';

/** Scales at a bench show whole grams and paper weighs something: less than this is never called a difference. */
const SLACK_GRAMS = 20;
const OVERRIDE = 'fulfillment.override';

export interface PackageType {
  readonly id: string;
  readonly code: string;
  readonly length_mm: number;
  readonly width_mm: number;
  readonly height_mm: number;
  readonly tare_g: number;
  readonly max_g: number | null;
}

/** The box somebody named; refuses one that is unknown or out of use. */
export async function packageFor(ctx: CommandContext, id: string | undefined): Promise<PackageType | undefined> {
  if (id === undefined) return undefined;
  const row = await ctx.tx.db.selectFrom('package_type').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'package', id });
  if (row.active === 0) throw refuse(packageOff, { packageCode: row.code });
  return row;
}

/**
 * What a box should weigh, grams; null where an article in it was never weighed.
 * @param inside the parcel that is closed and, of merged orders, those that lie in the same box
 */
export async function expectedGrams(
  ctx: CommandContext,
  inside: readonly ParcelFacts[],
  box: PackageType | undefined,
): Promise<number | null> {
  const goods = await gramsOf(
    ctx.tx,
    inside.flatMap((p) => p.lines),
  );
  return goods === null ? null : goods + (box?.tare_g ?? 0);
}

/** How many grams more or less than expected are let pass, and the refusal of a weight outside. */
export function decideWeight(number: string, weighed: number, expected: number, percent: number): Refusal | undefined {
  const within = Math.max(SLACK_GRAMS, mulDiv(expected, percent, 100));
  return Math.abs(weighed - expected) <= within ? undefined : refuse(weightDiffers, { number, weighed, expected, within });
}

/** Refuses a parcel that weighs what it should not, unless somebody who may says why; both are kept like scans. */
export async function assertWeight(
  ctx: CommandContext,
  parcel: ParcelFacts,
  weighed: { readonly grams: number | undefined; readonly expected: number | null; readonly box: PackageType | undefined },
  said: { readonly reasonCode?: string | undefined; readonly reason?: string | undefined },
): Promise<void> {
  const { grams, expected, box } = weighed;
  const heavy = grams ?? expected;
  if (box?.max_g != null && heavy !== null && heavy > box.max_g)
    throw refuse(tooHeavy, { number: parcel.number, grams: heavy, packageCode: box.code, most: box.max_g });
  if (grams === undefined || expected === null) return;
  const wrong = decideWeight(parcel.number, grams, expected, policy(ctx, 'parcelWeightPercent'));
  if (!wrong) return;
  const scan = { bench: 'pack' as const, subjectId: parcel.id, taskId: null, expects: 'weight', code: String(grams) };
  if (said.reason === undefined && said.reasonCode === undefined) throw wrongScan(ctx, scan, wrong);
  if (!holds(ctx.actor.permissions, OVERRIDE)) throw wrongScan(ctx, scan, refuse(mayNotOverride, { permission: OVERRIDE }));
  await sayWhy(ctx, 'scan-override', said);
  await keepScan(ctx, scan, 'overridden', 0);
}

/**
 * Keeps how a parcel was closed and answers its SSCC: that of the box it lies in with merged orders, else a new one where the company has a prefix
 * of GS1.
 */
export async function keepClosing(
  ctx: CommandContext,
  parcelId: string,
  known: { readonly box: PackageType | undefined; readonly expected: number | null; readonly sscc: string | null },
): Promise<string | null> {
  const { box, expected } = known;
  const prefix = policy(ctx, 'gs1Prefix');
  if (!box && expected === null && prefix === '' && known.sscc === null) return null;
  const id = ctx.nextId('parcel_closing');
  const sscc = known.sscc ?? (prefix === '' ? null : ssccOf(prefix, id));
  await ctx.tx.insertMany('parcel_closing', [{ id, parcel_id: parcelId, package_type_id: box?.id ?? null, expected_g: expected, sscc }]);
  return sscc;
}

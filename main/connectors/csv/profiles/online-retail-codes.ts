import type { ChannelLineKind } from '../../../domain/channels/port.ts';

/** What the codes that are no goods stand for. Every other code is goods, PADS and the DCGS codes included. */
const CHARGE_CODES: Readonly<Record<string, ChannelLineKind>> = {
  POST: 'shipping',
  DOT: 'shipping',
  C2: 'shipping',
  AMAZONFEE: 'marketplace-fee',
  'BANK CHARGES': 'bank-charge',
  CRUK: 'commission',
  D: 'discount',
  M: 'manual',
  S: 'sample',
  B: 'bad-debt',
};

const VOUCHER = /^GIFT_0001_\d+$/;

/** The mapping key of a code: trimmed, upper case. `85123a` and `85123A` are the same goods, `m` and `M` the same charge. */
export function skuKey(raw: string): string {
  return raw.trim().toUpperCase();
}

/** What a code stands for before quantity and price are looked at. */
export function kindOfCode(sku: string): ChannelLineKind {
  if (VOUCHER.test(sku)) return 'voucher';
  return Object.hasOwn(CHARGE_CODES, sku) ? (CHARGE_CODES[sku] ?? 'item') : 'item';
}

import { z } from 'zod';
import { unknownPack } from './catalog.ts';
import { unknownChannel } from './channels.ts';
import { skuMeaningsList } from './channels-lists.ts';
import { command } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCount, zRef, zSku } from './values/field.ts';

/** Most SKUs that are given a meaning at once. */
export const MEANINGS_MAX = 2000;

/** Accounts a SKU of a channel may stand for where it is no goods: postage sold as an article, a voucher, a fee. */
export const chargeRoles = [
  'shipping-revenue',
  'gift-card-liability',
  'channel-fees',
  'bank-charges',
  'charity',
  'discounts-given',
  'sales-manual',
  'samples',
  'bad-debt',
] as const;
export type ChargeRole = (typeof chargeRoles)[number];

export const mapsToOne = refusal(
  'channels.mapsToOne',
  z.object({ sku: z.string() }),
  (p) => `${p.sku}: name either an item or a charge, and not both.`,
);
export const unknownMeaning = refusal(
  'channels.unknownMeaning',
  z.object({ sku: z.string(), item: z.string() }),
  (p) =>
    `${p.sku}: there is no item ${p.item} here. Write the SKU of one, with the code of a pack behind it where the listing sells packs.`,
);
export const mappedTwice = refusal(
  'channels.mappedTwice',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} is named twice. Say once what it means.`,
);
export const neverMapped = refusal(
  'channels.neverMapped',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} was given no meaning by hand in this channel, so there is none to forget.`,
);

export const channelMeaningOperations = {
  mapSkus: command('channels.mapSkus', {
    permission: 'channels.write',
    summary: 'Say what SKUs of the channel mean here, all of them or none; records that waited for them are taken in',
    input: z.strictObject({
      channelId: zRef,
      lines: z
        .array(
          z.strictObject({
            sku: zSku,
            /** SKU of an item here; `EGG BOX6` is a pack of it. A SKU may have blanks of its own, so it is looked up whole first. */
            item: z.string().trim().min(1).max(121).optional(),
            charge: z.enum(chargeRoles).optional(),
          }),
        )
        .min(1)
        .max(MEANINGS_MAX),
    }),
    output: z.object({
      /** SKUs that have another meaning than before */ mapped: zCount,
      /** records that came in */ imported: zCount,
      /** records that still wait, for other SKUs */ unresolved: zCount,
      orders: zCount,
      lines: zCount,
    }),
    refusals: [unknownChannel, mapsToOne, mappedTwice, unknownMeaning, unknownPack],
  }),
  forgetSku: command('channels.forgetSku', {
    permission: 'channels.write',
    summary:
      'Take back what a SKU of the channel was said to mean; orders that came in keep what it meant, later ones look for an item of that SKU',
    input: z.strictObject({ channelId: zRef, sku: zSku }),
    output: z.object({ channelId: z.string(), sku: z.string() }),
    refusals: [unknownChannel, neverMapped],
  }),
  listSkuMeanings: skuMeaningsList.page,
  countSkuMeanings: skuMeaningsList.count,
  facetSkuMeanings: skuMeaningsList.facet,
};

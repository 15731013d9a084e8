import { z } from 'zod';
import { PAGE_LIMIT_MAX } from './page.ts';

/**
 * Fields that the operations of all rooms share, so that a code or a reference is the same thing wherever it is asked for.
 */

/** Id of a record that is there already, of any kind; a wrong one is refused as not found. */
export const zRef = z.string().min(3).max(80);

/** A name or a line of words. */
export const zText = z.string().trim().min(1).max(200);

/** A code people chose: of a warehouse, a reason, a tax. */
export const zCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'letters, digits, dot, dash, underscore; at most 40');

/** A country by its two upper-case letters. */
export const zCountry = z.string().regex(/^[A-Z]{2}$/, 'has to be a country by its two letters, such as GB');

/** A stock keeping unit as the company writes it. */
export const zSku = z.string().trim().min(1).max(80);

/** A quantity in steps of the stock unit. */
export const zQty = z.int().positive();

/** A number in an answer: a count, or an amount in minor units where its name says so. */
export const zCount = z.number().int();

/** The window of a query that pages by offset. */
export const pageWindow = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(PAGE_LIMIT_MAX).default(100) };

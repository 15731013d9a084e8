import { parseMinor } from '../../preload/contract/values/money.ts';

/** An amount as a person types it, in minor units; not a number where it is none, which the engine refuses beside the field. */
export const minorOf = (text: string, currency: string): number => parseMinor(text.trim(), currency) ?? Number.NaN;

/** Minor units as a person would type them back. */
export { formatMinor as typedMinor } from '../../preload/contract/values/money.ts';

import { GTIN_LENGTHS, gtin14, hasCheckDigit, writtenForms } from '../../../preload/contract/values/gs1.ts';

/** Whether a code is well-formed for its symbology: digits, length and check digit for the GTIN family, printable otherwise. */
export function isValidBarcode(code: string, symbology: 'ean13' | 'ean8' | 'upca' | 'gtin14' | 'code128' | 'other'): boolean {
  if (symbology === 'code128' || symbology === 'other') return /^[\x20-\x7e]+$/.test(code);
  return code.length === GTIN_LENGTHS[symbology] && hasCheckDigit(code);
}

/** Every code that names the same thing: a UPC is the same article as its EAN with a zero before it. */
export function sameCodes(code: string): string[] {
  const gtin = gtin14(code);
  return gtin === undefined ? [code] : writtenForms(gtin);
}

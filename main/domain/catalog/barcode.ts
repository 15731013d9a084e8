/** Lengths of the GTIN family; each ends with a modulo-10 check digit (GS1 General Specifications, section 7.9). */
const GTIN_LENGTH = { ean13: 13, ean8: 8, upca: 12, gtin14: 14 } as const;

/** Whether a code is well-formed for its symbology: digits, length and check digit for the GTIN family, printable otherwise. */
export function isValidBarcode(code: string, symbology: 'ean13' | 'ean8' | 'upca' | 'gtin14' | 'code128' | 'other'): boolean {
  if (symbology === 'code128' || symbology === 'other') return /^[\x20-\x7e]+$/.test(code);
  if (!/^\d+$/.test(code) || code.length !== GTIN_LENGTH[symbology]) return false;
  const digits = Array.from(code, Number);
  const check = digits.pop() ?? 0;
  const sum = digits.reverse().reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === check;
}

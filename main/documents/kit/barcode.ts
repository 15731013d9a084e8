import { toSVG } from 'bwip-js/node';
import type { Content } from 'pdfmake/interfaces';

/** Millimetres in points. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Narrowest bar in millimetres: scanners of phones and tills read a quarter, and a third is what the standard starts from. */
const MODULE_MM = 0.33;
/** A symbol is drawn in units of which the narrowest bar takes `SCALE`. */
const SCALE = 2;

function drawn(
  symbology: 'code128' | 'ean13' | 'gs1-128',
  text: string,
  heightMm: number,
  maxMm: number,
  align: 'left' | 'right' | 'center',
): Content {
  const svg = toSVG({ bcid: symbology, text, scale: SCALE, height: heightMm, includetext: true, textxalign: 'center', textsize: 8 });
  const [, width = '1', height = '1'] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  const wide = Math.min((Number(width) / SCALE) * MODULE_MM, maxMm);
  return { svg, width: mm(wide), height: mm((wide * Number(height)) / Number(width)), alignment: align, margin: [0, 0, 0, 3] };
}

/** Whether a text is an EAN-13 with a right check digit. */
function isEan13(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  const sum = Array.from(text).reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/**
 * A barcode as lines of the page: EAN-13 where the text is one, Code 128 otherwise. It is never wider than `maxMm`;
 * text that Code 128 has no sign for is left out, because a wrong code is worse than none.
 */
export function barcode(text: string, heightMm: number, maxMm: number, align: 'left' | 'right' | 'center' = 'left'): Content {
  if (!/^[ -~]{1,60}$/.test(text)) return { text: '' };
  return drawn(isEan13(text) ? 'ean13' : 'code128', text, heightMm, maxMm, align);
}

/** The number of a logistic unit as GS1-128, application identifier 00. */
export const ssccBarcode = (sscc: string, heightMm: number, maxMm: number): Content =>
  drawn('gs1-128', `(00)${sscc}`, heightMm, maxMm, 'center');

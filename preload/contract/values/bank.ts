/** Numbers by which banks know accounts, with the checks that are built into them. */
import { z } from 'zod';

/** Countries with the length of their IBANs, as the registry of ISO 13616 lists them. */
const IBANS = [
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18',
  'FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20',
  'LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31',
  'SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30',
].join(' ');
const IBAN_LENGTH = new Map(IBANS.split(' ').map((c) => [c.slice(0, 2), Number(c.slice(2))]));

/** Countries whose banks take credit transfers in euro by the SEPA scheme. */
const SEPA =
  'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA'.split(
    ' ',
  );

/** Remainder of a number written out, letters counted as 10 to 35, by 97: 1 where the check digits are right (ISO 7064). */
export function mod97(text: string): number {
  let rest = 0;
  for (const c of text) rest = Number(`${rest}${Number.parseInt(c, 36)}`) % 97;
  return rest;
}

/** Whether a text is an IBAN: its country has that length, and its check digits are right (mod 97 is 1). No blanks, capitals. */
export function isIban(text: string): boolean {
  return (
    /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(text) &&
    text.length === IBAN_LENGTH.get(text.slice(0, 2)) &&
    mod97(text.slice(4) + text.slice(0, 4)) === 1
  );
}

/** Whether an account with this IBAN can be paid by the SEPA scheme. */
export const inSepa = (iban: string): boolean => SEPA.includes(iban.slice(0, 2));

/** Whether nine digits are a routing number in the US: weighted 3, 7, 1 they come to a multiple of ten. */
export function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text) || text === '000000000') return false;
  return text.split('').reduce((sum, digit, i) => sum + Number(digit) * ([3, 7, 1][i % 3] ?? 0), 0) % 10 === 0;
}

const typed = (text: string) => text.replaceAll(/[\s-]/g, '').toUpperCase();

export const zIban = z.string().max(60).transform(typed).refine(isIban, { error: 'not an IBAN: its length or its check digits are wrong' });
/** ISO 9362: bank, country, place, and the branch where one is named. */
export const zBic = z
  .string()
  .max(30)
  .transform(typed)
  .pipe(z.string().regex(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'has to be a BIC of 8 or 11 characters'));
export const zRoutingNumber = z
  .string()
  .max(30)
  .transform(typed)
  .refine(isRoutingNumber, { error: 'not a routing number: nine digits whose checksum is right' });
/** Account number in the US as a payment file has room for it. */
export const zUsAccountNumber = z
  .string()
  .max(40)
  .transform(typed)
  .pipe(z.string().regex(/^[A-Z0-9]{1,17}$/, 'has to be 1 to 17 digits or letters'));

/** A number of an account as people see it who need not know it: its last four characters, and the country of an IBAN. */
export const masked = (number: string): string => `${isIban(number) ? number.slice(0, 2) : ''}…${number.slice(-4)}`;

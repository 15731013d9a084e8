/** Text as payment files carry it: Latin letters without marks, digits, and a dozen signs. */

/** Letters that are no Latin letter with a mark, each with what it is written as. */
const LETTERS = new Map(
  [
    'ßss æae ÆAE œoe ŒOE øo ØO đd ĐD ðd ÐD łl ŁL þth ÞTH ıi αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx',
    'οo πp ρr σs ςs τt υy φf χch ψps ωo аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt',
    'уu фf хh цts чch шsh щsht ъa ыy ьy эe юyu яya',
  ].flatMap((row) => row.split(' ').map((l) => [l.charAt(0), l.slice(1)] as const)),
);
const SIGNS = new Map([
  ['&', '+'],
  ['@', '(at)'],
  ['_', '-'],
  ['–', '-'],
  ['—', '-'],
  ['’', "'"],
  ['‘', "'"],
]);
const KEPT = /^[A-Za-z0-9/\-?:().,'+ ]$/;

const written = (c: string): string | undefined => LETTERS.get(c) ?? LETTERS.get(c.toLowerCase())?.toUpperCase();

function letter(c: string): string {
  const bare = c.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const plain = SIGNS.get(c) ?? written(c) ?? (KEPT.test(bare) ? bare : written(bare));
  return plain ?? (/\s/.test(c) ? ' ' : '.');
}

/**
 * A text in the characters every bank of SEPA takes (EPC217-08): letters without marks, Greek and Cyrillic in Latin ones, what is left a dot; no two slashes
 * together, none at either end. At most `length` characters.
 */
export function latin(text: string, length: number): string {
  const plain = Array.from(text.normalize('NFC'), letter).join('');
  return plain
    .replaceAll(/\/{2,}/g, '/')
    .replaceAll(/ {2,}/g, ' ')
    .slice(0, length)
    .replaceAll(/^[/ ]+|[/ ]+$/g, '');
}

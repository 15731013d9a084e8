import { sumSafe } from '../../../../../preload/contract/values/int.ts';
import { formatMinor, type Minor } from '../../../../../preload/contract/values/money.ts';
import { latin } from './latin.ts';
import type { PaymentFile, Transfer } from './model.ts';

/** Records are this long, and stand in blocks of so many. */
const WIDTH = 94;
const BLOCK = 10;
const CREDITS_ONLY = '220';
const BATCH = '0000001';
/** Credit to an account: demand deposit, savings. */
const CODE = { checking: '22', savings: '32' } as const;
const ADDENDA = 80;

const words = (text: string, width: number): string => latin(text, width).toUpperCase().padEnd(width);
const digits = (value: number, width: number): string => {
  const text = String(value);
  if (text.length > width) throw new RangeError(`${value} does not fit ${width} digits`);
  return text.padStart(width, '0');
};
/** YYMMDD of a day or an instant. */
const short = (day: string): string => day.slice(2, 10).replaceAll('-', '');

/** Sum of the bank parts (first eight digits) of the routing numbers, its last ten digits. */
export const entryHash = (routings: readonly string[]): string =>
  digits(sumSafe(routings.map((r) => Number(r.slice(0, 8)))) % 10_000_000_000, 10);

/** Remittance by invoice (X12 segment RMR): the supplier's number and what is paid of it, as many whole ones as fit. */
export function remittance(pays: Transfer['pays']): string {
  let text = '';
  for (const { reference, amount } of pays) {
    const segment = `RMR*IV*${latin(reference, 30).toUpperCase()}**${formatMinor(amount, 'USD')}\\`;
    if (text.length + segment.length > ADDENDA) break;
    text += segment;
  }
  return text;
}

/** What the controls of batch and file count and add up. */
interface Sums {
  readonly records: number;
  readonly hash: string;
  readonly credit: Minor;
}

function entry(t: Transfer, n: number, odfi: string): string[] {
  const routing = t.bankCode ?? '';
  const trace = digits(n, 7);
  const about = remittance(t.pays);
  const detail = [
    `6${CODE[t.accountKind ?? 'checking']}${routing}`,
    t.account.padEnd(17),
    digits(t.amount, 10),
    words(t.reference, 15),
    words(t.name, 22),
    `  ${about === '' ? '0' : '1'}`,
    `${odfi}${trace}`,
  ].join('');
  return about === '' ? [detail] : [detail, `705${about.padEnd(ADDENDA)}0001${trace}`];
}

/**
 * ACH file of corporate credits (CCD, with one addenda each where the supplier's numbers are known): one batch of credits, offset by the bank. Records of 94
 * characters in blocks of ten, the last filled with nines.
 */
export function nachaFile({ number, at, payOn, payer, transfers }: PaymentFile): string {
  const routing = payer.bankCode ?? '';
  const odfi = routing.slice(0, 8);
  const company = payer.companyCode ?? '';
  const entries = transfers.flatMap((t, i) => entry(t, i + 1, odfi));
  const sums: Sums = {
    records: entries.length,
    hash: entryHash(transfers.map((t) => t.bankCode ?? '')),
    credit: sumSafe(transfers.map((t) => t.amount)),
  };
  const bank = words(payer.bankName ?? '', 23);
  const header = `101 ${routing}${company}${short(at)}${at.slice(11, 16).replace(':', '')}A094101${bank}${words(payer.name, 23)}${' '.repeat(8)}`;
  const batch = [
    `5${CREDITS_ONLY}${words(payer.name, 16)}${words(number, 20)}${company}CCD`,
    `${words('VENDOR PAY', 10)}${short(payOn)}${short(payOn)}   1${odfi}${BATCH}`,
  ].join('');
  const amounts = `${sums.hash}${digits(0, 12)}${digits(sums.credit, 12)}`;
  const batchEnd = `8${CREDITS_ONLY}${digits(sums.records, 6)}${amounts}${company}${' '.repeat(25)}${odfi}${BATCH}`;
  const written = entries.length + 4;
  const blocks = Math.ceil(written / BLOCK);
  const fileEnd = `9${digits(1, 6)}${digits(blocks, 6)}${digits(sums.records, 8)}${amounts}${' '.repeat(39)}`;
  const filling = Array.from({ length: blocks * BLOCK - written }, () => '9'.repeat(WIDTH));
  return `${[header, batch, ...entries, batchEnd, fileEnd, ...filling].join('\r\n')}\r\n`;
}

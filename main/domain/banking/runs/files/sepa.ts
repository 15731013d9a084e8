import { mod97 } from '../../../../../preload/contract/values/bank.ts';
import { sumSafe } from '../../../../../preload/contract/values/int.ts';
import { formatMinor } from '../../../../../preload/contract/values/money.ts';
import { latin } from './latin.ts';
import type { PaymentFile, Transfer } from './model.ts';

/** Lengths the scheme allows (EPC rulebook), shorter than those of ISO 20022. */
const NAME = 70;
const REFERENCE = 35;
const REMITTANCE = 140;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const tag = (name: string, ...inside: readonly string[]): string => `<${name}>${inside.join('')}</${name}>`;
const text = (name: string, value: string): string => tag(name, escaped(value));

/** A bank by its BIC, or as not stated: inside SEPA the IBAN is enough. */
const agent = (name: string, bic: string | null): string =>
  tag(name, tag('FinInstnId', bic === null ? tag('Othr', text('Id', 'NOTPROVIDED')) : text('BICFI', bic)));
const account = (name: string, iban: string): string => tag(name, tag('Id', text('IBAN', iban)));

/** Whether a supplier's number is a creditor reference whose check digits are right (ISO 11649): banks carry it apart from words. */
export function isCreditorReference(reference: string): boolean {
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(reference) && mod97(reference.slice(4) + reference.slice(0, 4)) === 1;
}

/** The supplier's numbers as they fit, whole; how many more there are stands at the end. */
export function remittanceText(references: readonly string[]): string {
  const all = references.map((r) => latin(r, REFERENCE));
  for (let shown = all.length; shown > 0; shown -= 1) {
    const rest = all.length - shown;
    const line = [...all.slice(0, shown), ...(rest > 0 ? [`+${rest}`] : [])].join(', ');
    if (line.length <= REMITTANCE) return line;
  }
  return '';
}

function remittance({ pays }: Transfer): string {
  const [only] = pays;
  const reference = only?.reference.replaceAll(' ', '').toUpperCase() ?? '';
  if (pays.length === 1 && isCreditorReference(reference))
    return tag(
      'RmtInf',
      tag('Strd', tag('CdtrRefInf', tag('Tp', tag('CdOrPrtry', text('Cd', 'SCOR')), text('Issr', 'ISO')), text('Ref', reference))),
    );
  const line = remittanceText(pays.map((p) => p.reference));
  return line === '' ? '' : tag('RmtInf', text('Ustrd', line));
}

const transferOf = (t: Transfer): string =>
  tag(
    'CdtTrfTxInf',
    tag('PmtId', text('EndToEndId', latin(t.reference, REFERENCE))),
    tag('Amt', `<InstdAmt Ccy="EUR">${formatMinor(t.amount, 'EUR')}</InstdAmt>`),
    t.bankCode === null ? '' : agent('CdtrAgt', t.bankCode),
    tag('Cdtr', text('Nm', latin(t.name, NAME))),
    account('CdtrAcct', t.account),
    remittance(t),
  );

/** ISO 20022 customer credit transfer initiation, pain.001.001.09, as the SEPA scheme uses it: one payment information, booked as one by the bank. */
export function sepaFile({ number, at, payOn, payer, transfers }: PaymentFile): string {
  const id = latin(number, REFERENCE);
  const totals = [text('NbOfTxs', String(transfers.length)), text('CtrlSum', formatMinor(sumSafe(transfers.map((t) => t.amount)), 'EUR'))];
  const name = text('Nm', latin(payer.name, NAME));
  const body = tag(
    'CstmrCdtTrfInitn',
    tag('GrpHdr', text('MsgId', id), text('CreDtTm', at), ...totals, tag('InitgPty', name)),
    tag(
      'PmtInf',
      text('PmtInfId', id),
      text('PmtMtd', 'TRF'),
      text('BtchBookg', 'true'),
      ...totals,
      tag('PmtTpInf', tag('SvcLvl', text('Cd', 'SEPA'))),
      tag('ReqdExctnDt', text('Dt', payOn)),
      tag('Dbtr', name),
      account('DbtrAcct', payer.account),
      agent('DbtrAgt', payer.bankCode),
      text('ChrgBr', 'SLEV'),
      ...transfers.map(transferOf),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">${body}</Document>\n`;
}

import type { Proposal } from '../payment-shop.ts';
import { Step } from './steps.ts';
import type { World } from './world.ts';

const today = (w: World) => w.shop.now.slice(0, 10);
/** Far enough for whatever a story bills. */
const THROUGH = '2026-12-31';

async function bankOf(w: World): Promise<string> {
  const { rows } = await w.ask<{ rows: { id: string }[] }>('banking.listBankAccounts', {});
  return rows[0]?.id ?? '';
}
const revisionOfRun = async (w: World, runId: string) => ({ id: runId, revision: await w.revisionOf('banking.getPaymentRun', { runId }) });

/** Words of paying suppliers together: where they are paid to, discounts, runs, and what the bank does with them. */
export function paymentWords(tell: <S extends Step>(step: S) => S) {
  let runId = '';
  const move = async (w: World, operation: string) => {
    await w.command(`banking.${operation}`, { runId }, await revisionOfRun(w, runId));
  };
  return {
    /** The company pays by a list for the bank, and the supplier of the last bill is paid to an account. */
    paysByRun: () =>
      tell(
        new Step('the company and the supplier have bank accounts', async (w) => {
          const { id: accountId } = await w.ask<{ id: string }>('accounting.getAccount', { role: 'bank' });
          const bank = { name: 'Current', currency: 'GBP', accountId };
          const { bankAccountId } = await w.command<{ bankAccountId: string }>('banking.openBankAccount', bank);
          const payer = { format: 'list', name: 'Tee and Mug Ltd' };
          await w.command('banking.setPayer', { bankAccountId, payer }, { id: bankAccountId, revision: 1 });
          const to = { kind: 'iban', iban: 'GB29NWBK60161331926819' };
          await w.command(
            'parties.addBankAccount',
            { partyId: w.supplierId, to },
            { id: w.supplierId, revision: await w.revisionOf('parties.getParty', { partyId: w.supplierId }) },
          );
        }),
      ),
    /** The supplier lets a share of the last bill off when it is paid by a day. */
    offersDiscount: (perCent: number, untilOn: string) =>
      tell(
        new Step(`${perCent} % off when paid by ${untilOn}`, async (w) => {
          const expected = { id: w.billId, revision: await w.revisionOf('purchasing.getBill', { billId: w.billId }) };
          const discount = { ppm: perCent * 10_000, untilOn };
          await w.command('purchasing.setBillDiscount', { billId: w.billId, discount }, expected);
        }),
      ),
    disputeBill: (reason: string) =>
      tell(
        new Step(`dispute the bill: ${reason}`, async (w) => {
          const expected = { id: w.billId, revision: await w.revisionOf('purchasing.getBill', { billId: w.billId }) };
          await w.command('purchasing.disputeBill', { billId: w.billId, reason }, expected);
        }),
      ),
    /** Everything that is proposed and can be paid, of bills in instalments what is due through a day, goes into a run of today. */
    makeRun: (through = THROUGH) =>
      tell(
        new Step('make a payment run', async (w) => {
          const bankAccountId = await bankOf(w);
          const question = { bankAccountId, payOn: today(w), through };
          const { rows } = await w.ask<Proposal>('banking.proposePayments', question);
          const of = (kind: string) => rows.flatMap((r) => (r.kind === kind && r.problem === null ? [r.id] : []));
          const run = { bankAccountId, payOn: today(w), through, bills: of('bill'), credits: of('credit') };
          ({ runId } = await w.command<{ runId: string }>('banking.createPaymentRun', run));
        }),
      ),
    approveRun: () => tell(new Step('approve the run', (w) => move(w, 'approvePaymentRun'))),
    sendRun: () => tell(new Step('send the run', (w) => move(w, 'sendPaymentRun'))),
    cancelRun: () => tell(new Step('cancel the run', (w) => move(w, 'cancelPaymentRun'))),
    bankGivesBack: (reason: string) =>
      tell(
        new Step(`the bank gives the payment back: ${reason}`, async (w) => {
          const input = { runId, lineNo: 1, on: today(w), reason };
          await w.command('banking.returnPayment', input, await revisionOfRun(w, runId));
        }),
      ),
  };
}

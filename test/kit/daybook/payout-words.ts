import { createHash } from 'node:crypto';
import { bankStatement } from '../bank-shop.ts';
import { where } from '../where.ts';
import { Step } from './steps.ts';
import { minor, type World } from './world.ts';

interface Line {
  readonly kind: string;
  readonly type: string;
  readonly orderRef: string | null;
  readonly amount: number;
}

/** What a channel settles: `settles('S1').sale('120.00').fee('3.00', 'Card fee')`. What is not told as kept is paid out. */
class Settlement extends Step {
  readonly lines: Line[] = [];
  opens: number | null = null;
  closes: number | null = null;
  #add(kind: string, amount: number, type = kind, orderRef: string | null = null): this {
    this.lines.push({ kind, type, orderRef, amount });
    return this;
  }
  sale(amount: string, order?: string, type?: string): this {
    return this.#add('sale', minor(amount), type, order ?? 'last');
  }
  refund(amount: string, order?: string): this {
    return this.#add('refund', -minor(amount), undefined, order ?? 'last');
  }
  /** Tax the channel collected for the state: it came with the sale, and goes again. */
  taxCollected(amount: string): this {
    return this.#add('facilitator-tax', minor(amount), 'Tax', 'last').#add('facilitator-tax', -minor(amount), 'Tax withheld', 'last');
  }
  fee(amount: string, type = 'Fee'): this {
    return this.#add('fee', -minor(amount), type);
  }
  taxOnFees(amount: string): this {
    return this.#add('fee-tax', -minor(amount));
  }
  label(amount: string): this {
    return this.#add('label', -minor(amount), 'Label');
  }
  /** Held back from this payout; `freed` is what was held back before. */
  reserve(amount: string): this {
    return this.#add('reserve', -minor(amount));
  }
  freed(amount: string): this {
    return this.#add('reserve', minor(amount));
  }
  chargeback(amount: string): this {
    return this.#add('chargeback', -minor(amount), undefined, 'last');
  }
  won(amount: string): this {
    return this.#add('chargeback-won', minor(amount), undefined, 'last');
  }
  reimbursed(amount: string): this {
    return this.#add('reimbursement', minor(amount), 'Lost in the warehouse');
  }
  opening(amount: string): this {
    this.opens = minor(amount);
    return this;
  }
  closing(amount: string): this {
    this.closes = minor(amount);
    return this;
  }
  /** Minor units that go to the bank: everything but what the provider says it keeps. */
  payout(): number {
    const reserved = this.lines.filter((l) => l.kind === 'reserve').reduce((sum, l) => sum - l.amount, 0);
    const kept = this.opens === null || this.closes === null ? 0 : this.closes - this.opens - reserved;
    return this.lines.reduce((sum, l) => sum + l.amount, 0) - kept;
  }
}

/** Words of money a channel takes, keeps and pays out. Accounts of the channel are named after its code: `clearing web`. */
export function payoutWords(tell: <S extends Step>(step: S) => S) {
  const today = (w: World) => w.shop.now.slice(0, 10);
  let settlementId = '';
  let payout = 0;
  const bankAccount = async (w: World): Promise<string> => {
    const { rows } = await w.ask<{ rows: { id: string }[] }>('banking.listBankAccounts', {});
    if (rows[0]) return rows[0].id;
    const { id: accountId } = await w.ask<{ id: string }>('accounting.getAccount', { role: 'bank' });
    const bank = { name: 'Current', currency: 'GBP', accountId };
    return (await w.command<{ bankAccountId: string }>('banking.openBankAccount', bank)).bankAccountId;
  };
  /** A line the bank shows today; its id. */
  const bankLine = async (w: World, amount: number): Promise<{ bankAccountId: string; lineId: number }> => {
    const bankAccountId = await bankAccount(w);
    await w.command('banking.takeStatements', bankStatement(bankAccountId, [amount], today(w)));
    const { rows } = await w.ask<{ rows: { id: number }[] }>('banking.listBankLines', {
      sort: [{ column: 'bookedOn', direction: 'desc' }],
    });
    return { bankAccountId, lineId: rows[0]?.id ?? 0 };
  };
  return {
    /** Orders told from now on are of this channel. */
    channel: (code: string) =>
      tell(
        new Step(`orders come over ${code}`, async (w) => {
          const facts = { code, name: code, connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'before-shipment' };
          w.channelId = (await w.command<{ channelId: string }>('channels.createChannel', facts)).channelId;
        }),
      ),
    settles: (name: string) => {
      const step: Settlement = new Settlement(`the channel settles ${name}`, async (w) => {
        payout = step.payout();
        const lines = step.lines.map((l) => ({
          ...l,
          orderRef: l.orderRef === 'last' ? w.externalId : l.orderRef,
          externalId: null,
          on: today(w),
          label: '',
        }));
        const [opening, closing] = [step.opens, step.closes];
        const facts = { externalId: name, reference: null, currency: 'GBP', paidOn: today(w), payout, opening, closing, lines };
        const contentHash = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
        const settlements = [{ ...facts, contentHash }];
        await w.command('banking.takeSettlements', { channelId: w.channelId, fileId: 'file_told', profile: 'csv', settlements });
        const { rows } = await w.ask<{ rows: { id: string; externalId: string }[] }>('banking.listSettlements', {});
        settlementId = rows.find((s) => s.externalId === name)?.id ?? '';
      });
      return tell(step);
    },
    /** The bank shows the last payout, and somebody accepts what it is. */
    payoutArrives: () =>
      tell(
        new Step('the payout arrives', async (w) => {
          const { bankAccountId, lineId } = await bankLine(w, payout);
          const { rows } = await w.ask<{ rows: { accountId: string }[] }>('accounting.listOpenItems', where({ itemKey: settlementId }));
          const parts = [{ kind: 'item', accountId: rows[0]?.accountId, itemKey: settlementId, amount: payout }];
          await w.command('banking.matchLines', { bankAccountId, matches: [{ lineId, parts }] });
        }),
      ),
    payoutComesBack: () =>
      tell(
        new Step('the payout comes back', async (w) => {
          const { lineId } = await bankLine(w, -payout);
          await w.command('banking.failPayout', { settlementId, bankLineId: lineId });
        }),
      ),
    /** The dispute of the last settlement is lost. */
    loseDispute: () =>
      tell(
        new Step('the dispute is lost', async (w) => {
          const { rows } = await w.ask<{ rows: { id: number; kind: string }[] }>('banking.listSettlementLines', {});
          await w.command('banking.loseDispute', { lineId: rows.find((l) => l.kind === 'chargeback')?.id, on: today(w) });
        }),
      ),
  };
}

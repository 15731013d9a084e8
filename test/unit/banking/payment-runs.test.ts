import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RUN_MACHINE } from '../../../main/domain/banking/runs/machine.ts';
import { bankStatement } from '../../kit/bank-shop.ts';
import { expectHealthy, findingsOf } from '../../kit/doctor.ts';
import { IBAN, paymentShop } from '../../kit/payment-shop.ts';
import { doneBySql, pairsOf, saidBy } from '../../kit/transitions.ts';

type Shop = Awaited<ReturnType<typeof paymentShop>>;
let pay: Shop;
beforeEach(async () => {
  pay = await paymentShop();
});
afterEach(() => pay.shop.close());

const toMill = { kind: 'iban', iban: IBAN.mill };
const refused = (code: string) => expect.objectContaining({ code });

describe('what is proposed', () => {
  test('due through a day, discounted while that stands on the pay day, with what cannot be paid and why', async () => {
    const mill = await pay.supplier('Mill', toMill);
    const none = await pay.supplier('Nobody');
    const far = await pay.supplier('Far', { kind: 'iban', iban: 'TR330006100519786457841326' });
    const due = await pay.bill(mill, 100_00);
    const later = await pay.bill(mill, 50_00, { dueOn: '2026-03-01' });
    const early = await pay.bill(mill, 200_00, { dueOn: '2026-03-01' });
    await pay.discount(early.billId, 20_000, '2026-01-15');
    const dispute = await pay.bill(mill, 10_00);
    await pay.does('purchasing.disputeBill', { billId: dispute.billId, reason: 'half was broken' });
    const homeless = await pay.bill(none, 30_00);
    const abroad = await pay.bill(far, 30_00);
    const { rows } = await pay.propose();
    expect(rows.map((r) => [r.number, r.pay, r.discount, r.problem])).toEqual([
      [abroad.number, 30_00, 0, 'other-file'],
      [due.number, 100_00, 0, null],
      [dispute.number, 10_00, 0, 'dispute'],
      // 2 % of 200.00, and not due for weeks
      [early.number, 196_00, 4_00, null],
      [homeless.number, 30_00, 0, 'no-account'],
    ]);
    expect(rows.map((r) => r.number)).not.toContain(later.number);
    // A day after the discount ended it is not due, and paid whole once it is.
    expect((await pay.propose('2026-01-16')).rows.map((r) => r.number)).not.toContain(early.number);
    expect((await pay.propose('2026-01-16', '2026-03-01')).rows.find((r) => r.number === early.number)).toMatchObject({
      pay: 200_00,
      discount: 0,
    });
  });

  test('goods that were billed and are not here are not paid', async () => {
    const { rows } = await pay.shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
    await pay.shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const mill = await pay.supplier('Mill', toMill);
    const { orderId } = await pay.shop.dispatch<{ orderId: string }>('purchasing.createOrder', {
      partyId: mill,
      warehouseId: rows[0]?.id,
      confirm: true,
      lines: [{ sku: 'TEE', qty: 10, priceMicros: 5_000_000 }],
    });
    await pay.shop.dispatch('purchasing.receiveOrder', { orderId, lines: [{ lineNo: 1, qty: 4 }] });
    const { billId } = await pay.bill(mill, 1, { charges: [], lines: [{ orderId, lineNo: 1, qty: 10 }] });
    expect((await pay.propose()).rows).toMatchObject([{ id: billId, problem: 'not-received' }]);
    await pay.shop.dispatch('purchasing.receiveOrder', { orderId });
    expect((await pay.propose()).rows).toMatchObject([{ id: billId, problem: null, pay: 50_00 }]);
  });
});

describe('a run', () => {
  test('settles bills whole, takes the discount and its share of tax, and leaves money on its way', async () => {
    const mill = await pay.supplier('Mill', toMill);
    const bill = await pay.bill(mill, 100_00, { taxCode: 'V20' });
    await pay.discount(bill.billId, 20_000, '2026-01-15');
    const before = await pay.balance('input-tax');
    const run = await pay.create([bill.billId]);
    // 2 % of 120.00
    expect(run).toMatchObject({ total: 117_60, discount: 2_40, transfers: 1 });
    expect(await pay.balance('payable')).toBe(-120_00);
    await pay.send(run.runId);
    expect(await pay.balance('payable')).toBe(0);
    expect(await pay.balance('bank/outgoing')).toBe(-117_60);
    expect(await pay.balance('ppv/discounts')).toBe(-2_00);
    expect((await pay.balance('input-tax')) - before).toBe(-40);
    expect(await pay.balance('bank')).toBe(0);
    expect(await pay.read(run.runId)).toMatchObject({ state: 'sent', rows: [{ state: 'on-its-way', amount: 117_60 }] });
    await expectHealthy(pay.shop);
  });

  test('pays nothing twice: neither by another run, nor by hand, nor after it', async () => {
    const mill = await pay.supplier('Mill', toMill);
    const { billId, number } = await pay.bill(mill, 100_00);
    const run = await pay.create([billId]);
    expect((await pay.propose()).rows).toMatchObject([{ problem: 'payment-run', detail: run.number }]);
    await expect(pay.create([billId])).rejects.toMatchObject({
      code: 'banking.notPayable',
      params: { number, why: 'payment-run', detail: run.number },
    });
    const byHand = { partyId: mill, on: '2026-01-06', settles: [{ billId, amount: 1 }] };
    await expect(pay.shop.dispatch('purchasing.payBills', byHand)).rejects.toEqual(refused('purchasing.payableHeld'));
    await pay.step('cancelPaymentRun', run.runId);
    await pay.shop.dispatch('purchasing.payBills', byHand);
    const again = await pay.create([billId]);
    expect(again.total).toBe(99_99);
    await pay.send(again.runId);
    await expect(pay.create([billId])).rejects.toEqual(refused('engine.notFound'));
    await expect(pay.step('sendPaymentRun', again.runId)).rejects.toEqual(refused('banking.runState'));
    await expect(pay.step('cancelPaymentRun', again.runId)).rejects.toEqual(refused('banking.runState'));
    await expectHealthy(pay.shop);
  });

  test('the database itself refuses a bill in two runs', async () => {
    const mill = await pay.supplier('Mill', toMill);
    const { billId } = await pay.bill(mill, 100_00);
    await pay.create([billId]);
    const twice = pay.shop.engine.writer.exclusively(async (tx) => {
      await tx.begin('write');
      try {
        await tx.exec(
          `insert into payable_hold (item_key, kind, source_id, reason, held_on) values ('${billId}', 'payment-run', 'prn_2', '', '2026-01-05')`,
        );
      } finally {
        await tx.rollback();
      }
    });
    await expect(twice).rejects.toThrow(/unique|duplicate/i);
  });

  test('is not sent when what it pays changed: a dispute, a bank account, a payment in between', async () => {
    const mill = await pay.supplier('Mill', toMill);
    const tannery = await pay.supplier('Tannery', { kind: 'iban', iban: IBAN.tannery });
    const [a, b] = [await pay.bill(mill, 100_00), await pay.bill(tannery, 10_00)];
    const run = await pay.create([a.billId, b.billId]);
    await pay.step('approvePaymentRun', run.runId);
    await pay.does('purchasing.disputeBill', { billId: a.billId, reason: 'wrong colour' });
    await expect(pay.step('sendPaymentRun', run.runId)).rejects.toMatchObject({
      code: 'purchasing.payableHeld',
      params: { number: a.number, kind: 'dispute' },
    });
    await pay.does('purchasing.endDispute', { billId: a.billId });
    await pay.does('parties.stopBankAccount', { partyId: tannery });
    await expect(pay.step('sendPaymentRun', run.runId)).rejects.toMatchObject({
      code: 'banking.accountChanged',
      params: { supplier: 'Tannery' },
    });
    await pay.step('cancelPaymentRun', run.runId);
    await expectHealthy(pay.shop);
  });

  test('whoever made it does not approve it, unless the company says so', async () => {
    await pay.shop.close();
    pay = await paymentShop('sepa', { spec: { policies: {} } });
    const mill = await pay.supplier('Mill', toMill);
    const run = await pay.create([(await pay.bill(mill, 100_00)).billId]);
    await expect(pay.step('approvePaymentRun', run.runId)).rejects.toEqual(refused('banking.makerApproves'));
    await expect(pay.step('sendPaymentRun', run.runId)).rejects.toEqual(refused('banking.runState'));
    const { userId } = await pay.shop.dispatch<{ userId: string }>('company.createUser', {
      login: 'ann',
      name: 'Ann',
      roles: ['accountant'],
    });
    const ann = { ...pay.shop.actor, id: userId };
    await pay.step('approvePaymentRun', run.runId, ann);
    await pay.step('sendPaymentRun', run.runId);
    expect(await pay.read(run.runId)).toMatchObject({ state: 'sent', approverName: 'Ann' });
  });

  test('takes credits of the supplier off: matched with the bills, one payment of the rest', async () => {
    const mill = await pay.supplier('Mill', toMill);
    const { billId, creditId, billNumber } = await pay.goodsAndCredit(mill, 10, 3);
    const other = await pay.bill(mill, 20_00);
    expect((await pay.propose()).rows.map((r) => [r.kind, r.pay])).toEqual([
      ['bill', 50_00],
      ['bill', 20_00],
      ['credit', -15_00],
    ]);
    const run = await pay.create([billId, other.billId], [creditId]);
    expect(run).toMatchObject({ total: 55_00, transfers: 1 });
    await expect(pay.create([other.billId], [creditId])).rejects.toMatchObject({ code: 'banking.notPayable' });
    await pay.send(run.runId);
    expect(await pay.balance('payable')).toBe(0);
    expect(await pay.balance('bank/outgoing')).toBe(-55_00);
    expect((await pay.shop.ask<{ open: number }>('purchasing.getBill', { billId })).open).toBe(0);
    await expectHealthy(pay.shop);
    // The bank gives it back: the credit stays used, what was paid is open again.
    await pay.does('banking.returnPayment', { runId: run.runId, lineNo: 1, on: '2026-01-12', reason: 'closed' });
    expect((await pay.propose()).rows.map((r) => [r.number, r.pay])).toEqual([
      [billNumber, 35_00],
      [other.number, 20_00],
    ]);
    await expectHealthy(pay.shop);
  });

  test('is refused where credits are as much as the bills', async () => {
    const mill = await pay.supplier('Mill', toMill);
    const { creditId } = await pay.goodsAndCredit(mill, 10, 10);
    const { billId } = await pay.bill(mill, 50_00);
    await expect(pay.create([billId], [creditId])).rejects.toMatchObject({ code: 'banking.notPayable', params: { why: 'too-little' } });
  });

  test('the day of the bank is today or later', async () => {
    const mill = await pay.supplier('Mill', toMill);
    const { billId } = await pay.bill(mill, 100_00);
    await expect(pay.create([billId], [], '2026-01-04')).rejects.toEqual(refused('banking.payDayPassed'));
    const run = await pay.create([billId], [], '2026-01-06');
    await pay.step('approvePaymentRun', run.runId);
    pay.shop.now = '2026-01-07T09:00:00.000Z';
    await expect(pay.step('sendPaymentRun', run.runId)).rejects.toEqual(refused('banking.payDayPassed'));
  });

  test('bills named twice, amounts beyond a file are refused', async () => {
    const mill = await pay.supplier('Mill', toMill);
    const { billId } = await pay.bill(mill, 100_00);
    await expect(pay.create([billId, billId])).rejects.toEqual(refused('engine.badInput'));
    const huge = await pay.bill(mill, 100_000_000_000);
    await expect(pay.create([huge.billId])).rejects.toMatchObject({ code: 'banking.notPayable', params: { why: 'too-large' } });
  });
});

describe('a payment the bank gives back', () => {
  test('opens its bills again, and the money waits for its line of the bank', async () => {
    const mill = await pay.supplier('Mill', toMill);
    const tannery = await pay.supplier('Tannery', { kind: 'iban', iban: IBAN.tannery });
    const bills = [await pay.bill(mill, 100_00), await pay.bill(tannery, 10_00)];
    const run = await pay.create(bills.map((b) => b.billId));
    await pay.send(run.runId);
    const { entryId } = await pay.does<{ entryId: number }>('banking.returnPayment', {
      runId: run.runId,
      lineNo: 2,
      on: '2026-01-14',
      reason: 'account closed',
    });
    expect(entryId).toBeGreaterThan(0);
    expect(await pay.balance('payable')).toBe(-10_00);
    expect(await pay.balance('bank/outgoing')).toBe(-100_00);
    expect((await pay.read(run.runId)).rows.map((r) => r.state)).toEqual(['on-its-way', 'returned']);
    await expect(pay.does('banking.returnPayment', { runId: run.runId, lineNo: 2, on: '2026-01-14', reason: 'once more' })).rejects.toEqual(
      refused('banking.returnedAlready'),
    );
    expect((await pay.propose()).rows).toMatchObject([{ id: bills[1]?.billId, problem: null, pay: 10_00 }]);
    const again = await pay.create([bills[1]?.billId ?? '']);
    await pay.send(again.runId);
    await expectHealthy(pay.shop);
  });
});

test('the doctor names a run, a payment and a hold that were tampered with', async () => {
  const mill = await pay.supplier('Mill', toMill);
  const [sent, kept] = [await pay.bill(mill, 100_00), await pay.bill(mill, 10_00)];
  const run = await pay.create([sent.billId]);
  await pay.send(run.runId);
  await pay.create([kept.billId]);
  await pay.shop.engine.writer.exclusively(async (tx) => {
    await tx.exec("update payment_run set total = total + 1 where state = 'sent'");
    await tx.exec('update payment_transfer set amount = amount + 1 where payment_id is not null');
    await tx.exec('update open_item set residual = residual - 100 where item_key in (select payment_id from payment_transfer)');
    await tx.exec("delete from payable_hold where kind = 'payment-run'");
  });
  const found = (await findingsOf(pay.shop)).map((f) => f.slice(0, f.indexOf(':')));
  expect(found).toEqual(expect.arrayContaining(['paymentRuns', 'paymentRunsPosted', 'paymentsOnTheirWay', 'payablesInRuns']));
});

describe('the file', () => {
  test('is the same whenever it is asked for, kept for who may pay, and not there before the run was sent', async () => {
    const mill = await pay.supplier('Müller & Co', toMill);
    const run = await pay.create([(await pay.bill(mill, 100_00)).billId]);
    await expect(pay.file(run.runId)).rejects.toEqual(refused('banking.runState'));
    await pay.send(run.runId);
    const first = await pay.file(run.runId);
    pay.shop.now = '2026-01-20T09:00:00.000Z';
    expect(await pay.file(run.runId)).toEqual(first);
    expect(first.name).toBe(`${run.number}.xml`);
    expect(first.text).toContain('<CtrlSum>100.00</CtrlSum>');
    expect(first.text).toContain('<Nm>Muller + Co</Nm>');
    const job = await pay.written(run.runId);
    expect(job).toMatchObject({ state: 'done' });
    const facts = await pay.shop.ask<{ name: string; permission: string }>('engine.getFile', { fileId: job.result.fileId });
    expect(facts).toMatchObject({ name: `${run.number}.xml`, permission: 'accounting.pay' });
  });

  test('ACH pays accounts in the US in dollars, and a list whatever there is', async () => {
    const us = await paymentShop('nacha');
    const acme = await us.supplier('Acme', { kind: 'aba', routing: '091000019', number: '12345', account: 'checking' });
    const run = await us.create([(await us.bill(acme, 11_00)).billId]);
    await us.send(run.runId);
    const { text } = await us.file(run.runId);
    expect(text.split('\r\n')).toHaveLength(11);
    expect(text).toContain('622091000019');
    await us.shop.close();
    const gb = await paymentShop('list');
    const mill = await gb.supplier('Mill', { kind: 'iban', iban: 'GB29NWBK60161331926819' });
    const other = await gb.create([(await gb.bill(mill, 11_00)).billId]);
    await gb.send(other.runId);
    expect((await gb.file(other.runId)).text).toContain('2026-01-10,Mill,GB29NWBK60161331926819,,11.00,GBP,PAY-2026-000001,R-1');
    await gb.shop.close();
  });

  test('a format in another currency than the books, or SEPA without an IBAN, is refused', async () => {
    const { shop, bankAccountId } = pay;
    const payer = { format: 'nacha', name: 'X', routing: '021000021', bankName: 'B', companyCode: '1234567890' };
    await expect(pay.does('banking.setPayer', { bankAccountId, payer })).rejects.toEqual(refused('banking.wrongFileCurrency'));
    const { bankAccountId: bare } = await shop.dispatch<{ bankAccountId: string }>('banking.openBankAccount', {
      name: 'Bare',
      currency: 'EUR',
      number: '123456',
    });
    await expect(pay.does('banking.setPayer', { bankAccountId: bare, payer: { format: 'sepa', name: 'X' } })).rejects.toEqual(
      refused('banking.payerIncomplete'),
    );
  });
});

describe('the line of the bank', () => {
  const statement = (lines: readonly (readonly [amount: number, label: string])[]) => {
    const made = bankStatement(
      pay.bankAccountId,
      lines.map(([amount]) => amount),
      '2026-01-10',
    );
    const euro = made.statements.map((st) => ({
      ...st,
      currency: 'EUR',
      lines: st.lines.map((l, i) => ({ ...l, name: null, label: lines[i]?.[1] ?? '' })),
    }));
    return { ...made, statements: euro };
  };
  interface Suggested {
    readonly rows: readonly {
      readonly id: number;
      readonly suggestions: readonly {
        readonly by: string;
        readonly sure: boolean;
        readonly parts: readonly { readonly accountId: string; readonly itemKey: string; readonly amount: number; readonly kind: string }[];
      }[];
    }[];
  }
  const two = async () => {
    const mill = await pay.supplier('Mill', toMill);
    const tannery = await pay.supplier('Tannery', { kind: 'iban', iban: IBAN.tannery });
    const bills = [await pay.bill(mill, 100_00), await pay.bill(tannery, 10_00)];
    const run = await pay.create(bills.map((b) => b.billId));
    await pay.send(run.runId);
    return run;
  };
  const booked = async (lines: readonly (readonly [number, string])[]) => {
    await pay.shop.dispatch('banking.takeStatements', statement(lines));
    return pay.shop.ask<Suggested>('banking.suggestMatches', { bankAccountId: pay.bankAccountId });
  };
  const accept = (found: Suggested) =>
    pay.shop.dispatch('banking.matchLines', {
      bankAccountId: pay.bankAccountId,
      matches: found.rows.map((r) => ({
        lineId: r.id,
        parts: (r.suggestions[0]?.parts ?? []).map(({ accountId, itemKey, amount }) => ({ kind: 'item', accountId, itemKey, amount })),
      })),
    });

  /** Payments the checklist of January has on their way: how many and how much. */
  const onTheirWay = async () => {
    type Checklist = { rows: { item: string; count: number; value: number }[] };
    const { rows } = await pay.shop.ask<Checklist>('closing.getChecklist', { period: '2026-01' });
    const item = rows.find((r) => r.item === 'payments-on-way');
    return [item?.count, item?.value];
  };

  test('one line for the whole file is the run, and settles every payment of it', async () => {
    await pay.shop.dispatch('closing.openYear', { startsOn: '2026-01-01' });
    const run = await two();
    expect(await onTheirWay()).toEqual([2, -110_00]);
    const found = await booked([[-110_00, 'collective order']]);
    expect(found.rows[0]?.suggestions[0]).toMatchObject({ by: 'batch', sure: true });
    await accept(found);
    expect(await pay.balance('bank')).toBe(-110_00);
    expect(await pay.balance('bank/outgoing')).toBe(0);
    expect(await onTheirWay()).toEqual([0, 0]);
    expect((await pay.read(run.runId)).rows.map((r) => r.state)).toEqual(['paid', 'paid']);
    await expectHealthy(pay.shop);
  });

  test('a line for each payment is found by the number the file gave it', async () => {
    const run = await two();
    const numbers = (await pay.read(run.runId)).rows.map((r) => r.paymentNumber ?? '');
    const found = await booked([
      [-100_00, `EREF ${numbers[0]}`],
      [-10_00, `EREF ${numbers[1]}`],
    ]);
    expect(found.rows.map((r) => r.suggestions[0])).toMatchObject([
      { by: 'number', sure: true },
      { by: 'number', sure: true },
    ]);
    await accept(found);
    expect(await pay.balance('bank/outgoing')).toBe(0);
    await pay.does('banking.returnPayment', { runId: run.runId, lineNo: 2, on: '2026-01-12', reason: 'account closed' });
    expect(await pay.balance('bank/outgoing')).toBe(10_00);
    await expectHealthy(pay.shop);
  });
});

test.each(pairsOf(RUN_MACHINE))('a run that is %s becomes %s only if the list of transitions says so, in SQL too', async (from, to) => {
  const row = {
    id: 'prn_x',
    number: 'X',
    bank_account_id: pay.bankAccountId,
    format: 'sepa',
    pay_on: '2026-01-05',
    currency: 'EUR',
    total: 1,
    transfers: 1,
    maker_id: 'system',
    made_at: '2026-01-05T09:00:00.000Z',
  };
  expect(await doneBySql(pay.shop, 'payment_run', row, from, to)).toBe(saidBy(RUN_MACHINE, from, to));
});

import { counter, counterRef, day, id, instant, int, looseRef, money, number, ref, revision, table, text, word } from './dsl.ts';

/** What the company gives its bank of itself with a payment file: beside the bank account, by the kind of file. */
export const bankAccountPayer = table('bank_account_payer', {
  kind: 'record',
  columns: {
    bank_account_id: ref('bank_account'),
    format: word('sepa', 'nacha', 'list'),
    /** the company as the bank knows it */
    name: text(),
    /** BIC, or the routing number of the bank in the US */
    bank_code: text().orNull(),
    bank_name: text().orNull(),
    /** ten characters a bank in the US knows the company by */
    company_code: text().orNull(),
  },
  primaryKey: ['bank_account_id'],
  lineOf: { table: 'bank_account', column: 'bank_account_id' },
});

/** Which states of a payment run may follow which. The same list stands in the banking room; a test tries every pair in SQL. */
const MAY_FOLLOW = `(old.state = 'draft' and new.state in ('approved', 'cancelled'))
  or (old.state = 'approved' and new.state in ('sent', 'cancelled'))`;

/** Suppliers that are paid together by one file, in the company's currency. */
export const paymentRun = table('payment_run', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    bank_account_id: ref('bank_account'),
    format: word('sepa', 'nacha', 'list'),
    state: word('draft', 'approved', 'sent', 'cancelled'),
    /** the day the bank is to carry it out */
    pay_on: day(),
    currency: text(),
    total: money().must((c) => `${c} > 0`),
    transfers: int().must((c) => `${c} > 0`),
    maker_id: looseRef(),
    made_at: instant(),
    approver_id: looseRef().orNull(),
    approved_at: instant().orNull(),
    sent_at: instant().orNull(),
    revision: revision(),
  },
  indexes: [['pay_on', 'id', 'state', 'bank_account_id', 'total'], ['number', 'id'], { columns: ['total', 'id'], where: "state = 'sent'" }],
  extra: {
    sqlite: [
      `create trigger payment_run_transition before update of state on payment_run when old.state <> new.state and not (${MAY_FOLLOW})
       begin select raise(abort, 'payment_run: this state cannot follow that one'); end`,
    ],
    postgres: [
      `create function payment_run_transition() returns trigger language plpgsql as $$ begin
         if old.state <> new.state and not (${MAY_FOLLOW}) then
           raise exception 'payment_run: this state cannot follow that one' using errcode = '23514'; end if;
         return new; end $$`,
      `create trigger payment_run_transition before update on payment_run for each row execute function payment_run_transition()`,
    ],
  },
});

/** What one supplier gets by a run: one line of the file, and one payment once it was sent. */
export const paymentTransfer = table('payment_transfer', {
  kind: 'record',
  columns: {
    id: counter(),
    run_id: ref('payment_run'),
    line_no: int(),
    party_id: ref('party'),
    account_id: ref('party_bank_account'),
    amount: money().must((c) => `${c} > 0`),
    payment_id: ref('payment').orNull(),
    /** the bank gave it back: what it had paid is open again */
    returned_on: day().orNull(),
    return_reason: text().orNull(),
    return_entry_id: counterRef('journal_entry').orNull(),
  },
  unique: [['run_id', 'line_no'], ['payment_id']],
  lineOf: { table: 'payment_run', column: 'run_id' },
  indexes: [['party_id', 'id']],
});

/** A bill a transfer pays, or a credit of the supplier it takes off: `amount` is what is settled (a credit below zero), `discount` what of it is not paid. */
export const paymentTransferLine = table('payment_transfer_line', {
  kind: 'record',
  columns: {
    id: counter(),
    run_id: ref('payment_run'),
    transfer_id: counterRef('payment_transfer'),
    line_no: int(),
    bill_id: ref('supplier_bill').orNull(),
    credit_id: ref('supplier_credit').orNull(),
    amount: money(),
    discount: money().must((c) => `${c} >= 0`),
  },
  checks: [
    '(bill_id is null) <> (credit_id is null)',
    '(bill_id is not null and amount > discount) or (credit_id is not null and amount < 0 and discount = 0)',
  ],
  lineOf: { table: 'payment_run', column: 'run_id' },
  indexes: [
    ['transfer_id', 'line_no'],
    ['run_id', 'line_no'],
    ['bill_id', 'id'],
  ],
});

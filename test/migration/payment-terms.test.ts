import { expect, test } from 'vitest';
import { migrations } from '../../db/migrations/index.ts';
import type { DB } from '../../db/schema/index.ts';
import { eachDatabase } from '../kit/databases.ts';

const FORMAT = migrations.findIndex((m) => m.name === '0044-payment-terms');

eachDatabase('days to pay and discounts of an older company', (database) => {
  test('become payment terms and discounts of items; letters keep their levels', async () => {
    const c = await database.open<DB>();
    for (const step of migrations.slice(0, FORMAT)) await step.up(c);
    const party = (id: string) =>
      `insert into party (id, kind, name, country, active, revision) values ('${id}', 'both', '${id}', 'GB', 1, 1)`;
    for (const [id, days] of Object.entries({ pty_a: 30, pty_b: 30, pty_c: 0 })) {
      await c.exec(party(id));
      await c.exec(`insert into customer_payment_term (party_id, days, revision) values ('${id}', ${days}, 4)`);
    }
    await c.exec(`insert into supplier_bill (id, number, party_id, reference, reference_key, billed_on, net, tax, total, memo, revision)
      values ('bill_1', 'BILL-1', 'pty_a', 'R-1', 'R1', '2026-01-05', 500, 100, 600, '', 1)`);
    await c.exec(`insert into supplier_bill_discount (bill_id, until_on, amount) values ('bill_1', '2026-01-31', 12)`);
    await c.exec(`insert into dunning_run (id, run_on, letters, total, revision) values ('drn_1', '2026-01-05', 1, 100, 1)`);
    await c.exec(`insert into dunning_letter (id, number, run_id, party_id, level, level_name, dunned_on, pay_by, currency, open, fee, total, words, revision)
      values ('dun_1', 'DUN-1', 'drn_1', 'pty_a', 1, 'First', '2026-01-05', '2026-01-12', 'GBP', 100, 0, 100, '', 1)`);
    const item = (id: number, dueOn: string) =>
      c.exec(`insert into dunning_letter_item (id, letter_id, line_no, item_key, name, kind, level, opened_on, due_on, days_late, open)
        values (${id}, 'dun_1', ${id}, 'inv_1', 'INV-1', 'dunned', 1, '2026-01-01', '${dueOn}', 4, 100)`);
    await item(1, '2026-01-01');
    await migrations[FORMAT]?.up(c);
    const terms = await c.db.selectFrom('payment_terms').select(['code', 'name', 'parts']).orderBy('code').execute();
    expect(terms.map((t) => ({ ...t, parts: JSON.parse(t.parts) as unknown }))).toEqual([
      { code: 'NET0', name: 'On the day of the invoice', parts: [{ basis: 'invoice', days: 0, share: null }] },
      { code: 'NET30', name: '30 days', parts: [{ basis: 'invoice', days: 30, share: null }] },
    ]);
    expect(await c.db.selectFrom('party_payment_terms').selectAll().orderBy('party_id').execute()).toEqual(
      (['NET30', 'NET30', 'NET0'] as const).map((terms_code, i) => ({
        party_id: `pty_${'abc'[i]}`,
        side: 'customer',
        terms_code,
        revision: 1,
      })),
    );
    expect(await c.db.selectFrom('item_discount').selectAll().execute()).toEqual([
      { item_key: 'bill_1', until_on: '2026-01-31', amount: 12, of_total: 600, of_tax: 100, revision: 1 },
    ]);
    expect(await c.db.selectFrom('dunning_letter_item').select(['item_key', 'level', 'open']).execute()).toEqual([
      { item_key: 'inv_1', level: 1, open: 100 },
    ]);
    await item(2, '2026-02-01');
    await expect(item(3, '2026-02-01')).rejects.toThrow();
  });
});

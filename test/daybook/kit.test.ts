import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Step } from '../kit/daybook/steps.ts';
import { tellers, type Words } from '../kit/daybook/words.ts';
import { World } from '../kit/daybook/world.ts';
import { findingsOf } from '../kit/doctor.ts';

/** The daybook itself must notice what is wrong, or its pages prove nothing. */

let world: World;
beforeEach(async () => {
  world = await World.open({});
});
afterEach(() => world.end());

async function told(story: (words: Words) => void): Promise<void> {
  const steps: Step[] = [];
  story(tellers(steps));
  for (const step of steps) await step.run(world);
}

test.each<[string, (words: Words) => void]>([
  ['a wrong amount', ({ receive }) => receive(2, 'TEE').at('4.00').posts('Dr inventory LON 8.01', 'Cr grni 8.01')],
  ['a missing line', ({ receive }) => receive(2, 'TEE').at('4.00').posts('Dr inventory LON 8.00')],
  ['an entry where there should be none', ({ receive }) => receive(2, 'TEE').at('4.00').postsNothing()],
  ['wrong stock', ({ expect: look }) => look.account('cogs', '0.01')],
  ['a refusal that does not come', ({ receive }) => receive(2, 'TEE').at('4.00').isRefused('inventory.notEnough')],
])('%s fails the page', async (_name, story) => {
  await expect(told(story)).rejects.toThrow();
});

test.each<[string, string, string]>([
  ['a shipped quantity', 'update sales_order_line set qty_shipped = 2', 'fulfillment.shippedIsCounted'],
  ['a shipment line', 'update shipment_line set qty = 1', 'fulfillment.linesAreMoves'],
  ['a shipment pointed at another entry', 'update shipment set entry_id = (select min(id) from journal_entry)', 'fulfillment.costIsPosted'],
  ['a return line', 'update return_line set qty = 2', 'returns.linesAreMoves'],
  ['a returned quantity', 'update sales_order_line set qty_returned = 2', 'returns.returnedIsCounted'],
  ['the value of a return', 'update return_line set value = 1', 'returns.clearingIsTrue'],
])('the doctor notices when somebody edits %s', async (_name, statement, check) => {
  await told(({ receive, sell, ship, giveBack }) => {
    receive(5, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00');
    ship();
    giveBack(1, 'TEE');
  });
  expect(await findingsOf(world.shop)).toEqual([]);
  await world.shop.engine.writer.exclusively((tx) => tx.exec(statement));
  const found = await findingsOf(world.shop);
  expect(found.filter((f) => f.startsWith(`${check}:`))).toHaveLength(1);
});

test('the doctor notices goods in transit that no transfer brings', async () => {
  await told(({ buy, takeIn }) => {
    buy(5, 'TEE').price('4.00');
    takeIn().underWay();
  });
  expect(await findingsOf(world.shop)).toEqual([]);
  await world.shop.engine.writer.exclusively((tx) => tx.exec('update stock_document_line set received_qty = 1'));
  const found = await findingsOf(world.shop);
  expect(found.filter((f) => f.startsWith('inventory.transitIsUnderWay:'))).toHaveLength(1);
});

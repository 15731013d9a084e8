import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Step } from '../kit/daybook/steps.ts';
import { tellers } from '../kit/daybook/words.ts';
import { World } from '../kit/daybook/world.ts';
import { findingsOf } from '../kit/doctor.ts';

let world: World;
beforeEach(async () => {
  world = await World.open({ negativeStock: 'by-place' });
  const steps: Step[] = [];
  const { letGoBelow, receive, sell, ship } = tellers(steps);
  letGoBelow('LON');
  receive(1, 'TEE').at('10.00');
  sell(5, 'TEE').for('20.00');
  ship(5, 'TEE');
  receive(2, 'TEE').at('12.00');
  for (const step of steps) await step.run(world);
});
afterEach(() => world.end());

const OWED = 'update cost_layer_balance set';

test.each([
  ['units that are owed to nobody', 'inventory.owed', `${OWED} qty_left = qty_left - 1 where owed = 1`],
  ['the cost of what is owed', 'inventory.owed', `${OWED} value_left = value_left - 1 where owed = 1`],
  ['units owed by a line that took out others', 'inventory.owed', `${OWED} out_line_id = 1 where owed = 1`],
  ['a part of a true-up', 'inventory.trueUps', 'update cost_correction set value = value + 1 where provisional = 1 and role is not null'],
])('the doctor notices when somebody edits %s', async (_what, check, statement) => {
  expect(await findingsOf(world.shop)).toEqual([]);
  await world.shop.engine.writer.exclusively(async (tx) => {
    const guard = tx.dialect === 'postgres' ? 'append_only on cost_correction' : 'no_update';
    await tx.exec(`drop trigger cost_correction_${guard}`);
    await tx.exec(statement);
  });
  const found = await findingsOf(world.shop);
  expect(found.filter((f) => f.startsWith(`${check}:`)).length).toBeGreaterThan(0);
});

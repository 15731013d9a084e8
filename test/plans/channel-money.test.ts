import { expect, test } from 'vitest';
import { channelMoneyOf } from '../../main/domain/channels/money.ts';
import { stepsOf } from '../kit/plans.ts';

test('the proof of a channel walks its inbox once per sum, never once per line of its credit notes', async () => {
  const statements = await stepsOf((tx) => channelMoneyOf(tx, 'chn'));
  expect(statements.length).toBeGreaterThan(0);
  // A search by the channel alone finds every record of it: it may stand first, or be kept for all rows, and not be asked for each row of another table.
  const perRow = statements.flatMap((steps) =>
    steps.filter(
      (s) =>
        /^SEARCH inbox USING .*\(channel_id=\?( AND state=\?)?\)$/.test(s.detail) && steps.find((other) => other.parent === s.parent) !== s,
    ),
  );
  expect(perRow.map((s) => s.detail)).toEqual([]);
});

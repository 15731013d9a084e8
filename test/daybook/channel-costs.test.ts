import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('a warehouse of somebody else loses goods', () => {
  page('the loss goes to the account of its reason, and what they pay for it is no sale', (words) => {
    const { channel, reason, receive, writeDown, settles, expect } = words;
    channel('web');
    reason('lost-by-3pl', 'write-down', 'stock-loss');
    receive(10, 'TEE').at('4.00');
    writeDown(3, 'TEE').because('lost-by-3pl').posts('Dr stock-loss 12.00', 'Cr inventory LON 12.00');
    settles('S1').reimbursed('15.00').posts('Dr payout-in-transit web 15.00', 'Cr loss-recovery 15.00');
    expect.stock('TEE', 7);
    expect.inventory('28.00');
  });
});

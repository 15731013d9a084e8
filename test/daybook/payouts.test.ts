import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('a channel takes the money and pays it out', () => {
  page('paid 120 on 30 November, 117 and a fee of 3 on 2 December, shipped on the 3rd', (words) => {
    const { on, channel, receive, sell, capture, settles, payoutArrives, ship, expect } = words;
    on('2026-11-30');
    channel('web');
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('40.00').paid('before-shipment');
    capture('120.00').posts('Dr clearing web 120.00', 'Cr customer-deposits 120.00');
    on('2026-12-02');
    settles('S1')
      .sale('120.00')
      .fee('3.00', 'Card fee')
      .posts('Dr payout-in-transit web 117.00', 'Dr channel-fees 3.00', 'Cr clearing web 120.00');
    payoutArrives().posts('Dr bank 117.00', 'Cr payout-in-transit web 117.00');
    expect.account('customer-deposits', '-120.00');
    on('2026-12-03');
    ship().posts('Dr cogs 12.00', 'Cr inventory LON 12.00', 'Dr customer-deposits 120.00', 'Cr revenue 120.00');
    expect.account('clearing web', '0.00');
    expect.account('receivable', '0.00');
  });

  page('net, fees by type, tax on fees and reserve are what clearing held: 100 + 10 + 2 + 8 = 120', (words) => {
    const { channel, receive, sell, settles, expect } = words;
    channel('web');
    receive(1, 'TEE').at('4.00');
    sell(1, 'TEE').for('120.00').paid('before-shipment').capturing('120.00');
    settles('S1')
      .sale('120.00')
      .fee('7.00', 'Referral')
      .fee('3.00', 'Fulfilment')
      .taxOnFees('2.00')
      .reserve('8.00')
      .posts(
        'Dr payout-in-transit web 100.00',
        'Dr channel-fees 10.00',
        'Dr input-tax 2.00',
        'Dr channel-reserve web 8.00',
        'Cr clearing web 120.00',
      );
    expect.account('clearing web', '0.00');
  });

  page('opens with 50 unsettled and reserved, 200 more, 220 paid: closes with 30', ({ channel, receive, sell, settles, expect }) => {
    channel('web');
    receive(9, 'TEE').at('4.00');
    sell(1, 'TEE').for('50.00').paid('before-shipment').capturing('50.00');
    settles('S1').opening('0.00').sale('50.00').reserve('20.00').closing('50.00');
    expect.account('clearing web', '30.00');
    expect.account('channel-reserve web', '20.00');
    sell(1, 'TEE').for('200.00').paid('before-shipment').capturing('200.00');
    settles('S2')
      .opening('50.00')
      .sale('200.00')
      .freed('20.00')
      .closing('30.00')
      .posts('Dr payout-in-transit web 220.00', 'Cr channel-reserve web 20.00', 'Cr clearing web 200.00');
    expect.account('clearing web', '30.00');
    expect.account('channel-reserve web', '0.00');
    settles('S3').opening('31.00').fee('1.00').closing('0.00').isRefused('banking.settlementGap');
  });

  page('a payout that comes back reverses the leg of the bank, and may arrive again', (words) => {
    const { on, channel, receive, sell, settles, payoutArrives, payoutComesBack, expect } = words;
    channel('web');
    receive(1, 'TEE').at('4.00');
    sell(1, 'TEE').for('60.00').paid('before-shipment').capturing('60.00');
    settles('S1').sale('60.00').fee('2.00');
    on('2026-01-08');
    payoutArrives().posts('Dr bank 58.00', 'Cr payout-in-transit web 58.00');
    on('2026-01-09');
    payoutComesBack().posts('Dr payout-in-transit web 58.00', 'Cr bank 58.00');
    expect.account('channel-fees', '2.00');
    on('2026-01-12');
    payoutArrives();
    expect.account('bank', '58.00');
  });

  page('captured by the provider when goods leave: the settlement takes clearing to nothing, order by order', (words) => {
    const { channel, receive, sell, ship, settles, expect } = words;
    channel('web');
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00').paid('at-shipment');
    ship().posts('Dr cogs 8.00', 'Cr inventory LON 8.00', 'Dr clearing web 20.00', 'Cr revenue 20.00');
    settles('S1').sale('20.00').fee('1.00').posts('Dr payout-in-transit web 19.00', 'Dr channel-fees 1.00', 'Cr clearing web 20.00');
    expect.account('clearing web', '0.00');
  });

  page('what a marketplace pays for an order on account settles its invoice', ({ channel, receive, sell, ship, settles, expect }) => {
    channel('web');
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00');
    ship();
    settles('S1').sale('20.00').fee('3.00').posts('Dr payout-in-transit web 17.00', 'Dr channel-fees 3.00', 'Cr receivable 20.00');
    expect.account('receivable', '0.00');
  });

  page('a refund through the channel comes off its next payout', (words) => {
    const { channel, receive, sell, ship, giveBack, credit, refund, settles, expect } = words;
    channel('web');
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00').paid('before-shipment').capturing('20.00');
    ship();
    settles('S1').sale('20.00');
    giveBack(1, 'TEE');
    credit();
    refund('10.00').through('clearing').posts('Dr receivable 10.00', 'Cr clearing web 10.00');
    settles('S2').refund('10.00').posts('Dr clearing web 10.00', 'Cr payout-in-transit web 10.00');
    expect.account('clearing web', '0.00');
    expect.account('receivable', '0.00');
  });
});

describe('what the channel does beside selling', () => {
  page('tax it collects for the state: 108 paid, 100 ours, plus 8 and minus 8 pass', ({ channel, receive, sell, settles, expect }) => {
    channel('web');
    receive(1, 'TEE').at('4.00');
    sell(1, 'TEE').for('100.00').paid('before-shipment').capturing('100.00');
    settles('S1').sale('100.00').taxCollected('8.00').posts('Dr payout-in-transit web 100.00', 'Cr clearing web 100.00');
    expect.account('facilitator-tax', '0.00');
    expect.account('output-tax', '0.00');
  });

  page('a discount of ours lowers revenue; one of the channel does not: 90 and 10 are the 100', (words) => {
    const { channel, receive, sell, ship, settles, expect } = words;
    channel('web');
    receive(2, 'TEE').at('4.00');
    sell(1, 'TEE').for('100.00').lessPercent(10).paid('before-shipment').capturing('90.00');
    ship().posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr customer-deposits 90.00', 'Cr revenue 90.00');
    sell(1, 'TEE').for('100.00').paid('before-shipment').capturing('100.00');
    ship().posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr customer-deposits 100.00', 'Cr revenue 100.00');
    settles('S1')
      .sale('90.00', 'WEB-1')
      .sale('90.00')
      .sale('10.00', undefined, 'Promotion of the channel')
      .posts('Dr payout-in-transit web 190.00', 'Cr clearing web 190.00');
    expect.account('clearing web', '0.00');
  });

  page('a chargeback is in dispute until it is won', ({ channel, receive, sell, settles, loseDispute, expect }) => {
    channel('web');
    receive(1, 'TEE').at('4.00');
    sell(1, 'TEE').for('100.00').paid('before-shipment').capturing('100.00');
    settles('S1')
      .sale('100.00')
      .chargeback('40.00')
      .fee('5.00', 'Dispute fee')
      .posts('Dr payout-in-transit web 55.00', 'Dr disputes web 40.00', 'Dr channel-fees 5.00', 'Cr clearing web 100.00');
    settles('S2').won('40.00').posts('Dr payout-in-transit web 40.00', 'Cr disputes web 40.00');
    loseDispute().isRefused('banking.nothingDisputed');
    expect.account('disputes web', '0.00');
  });

  page('or lost: then it is a loss, and revenue stays', ({ channel, receive, sell, ship, settles, loseDispute, expect }) => {
    channel('web');
    receive(1, 'TEE').at('4.00');
    sell(1, 'TEE').for('100.00').paid('before-shipment').capturing('100.00');
    ship();
    settles('S1').sale('100.00').chargeback('40.00');
    loseDispute().posts('Dr chargeback-loss 40.00', 'Cr disputes web 40.00');
    expect.account('revenue', '-100.00');
  });
});

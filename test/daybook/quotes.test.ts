import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('prices that are offered', () => {
  page(
    'a quote posts nothing and promises nothing; accepted, it is an order at exactly its prices, whatever the catalogue says by then',
    ({ expect, on, taxCode, opening, itemCosts, offer, isOffer, sendOffer, acceptOffer, call, isOrder, ship, allocate }) => {
      on('2026-01-05');
      taxCode('VAT20', '20');
      opening(10, 'TEE').at('4.00');
      itemCosts('TEE', '9.99');
      offer(3, 'TEE', { until: '2026-01-31', discountPercent: 10, taxCode: 'VAT20' }).postsNothing();
      isOffer({ state: 'draft', version: 1, total: '32.36', over: false });
      expect.reserved('TEE', 0);
      acceptOffer().isRefused('sales.quoteNotSent');
      sendOffer().postsNothing();
      sendOffer().isRefused('sales.quoteNotSent');
      itemCosts('TEE', '14.00');
      on('2026-01-31');
      acceptOffer();
      call('taken');
      // 3 x 9.99 less 10 % is 26.97 and 5.39 tax, as it was offered.
      isOrder('taken', { net: '26.97', tax: '5.39', total: '32.36', lines: ['3 TEE'] });
      isOffer({ state: 'accepted' });
      acceptOffer().isRefused('sales.quoteDecided');
      allocate();
      ship().posts('Dr receivable 32.36', 'Cr revenue 26.97', 'Cr output-tax 5.39', 'Dr cogs 12.00', 'Cr inventory LON 12.00');
    },
  );

  page(
    'a quote that changes is a new version to be sent again, and its last day is kept to the day',
    ({ on, itemCosts, offer, reviseOffer, isOffer, sendOffer, acceptOffer, declineOffer, call, isOrder }) => {
      on('2026-01-05');
      itemCosts('TEE', '10.00');
      offer(5, 'TEE', { until: '2026-01-10' });
      reviseOffer(5, 'TEE', { until: '2026-01-04' }).isRefused('sales.quoteDayPast');
      sendOffer();
      reviseOffer(6, 'TEE', { until: '2026-01-10', price: '9.00' });
      isOffer({ state: 'draft', version: 2, total: '54.00', versions: ['50.00', '54.00'] });
      acceptOffer().isRefused('sales.quoteNotSent');
      sendOffer();
      on('2026-01-11');
      isOffer({ state: 'sent', over: true });
      acceptOffer().isRefused('sales.quoteOver');
      reviseOffer(6, 'TEE', { until: '2026-01-20' });
      isOffer({ version: 3, total: '60.00', over: false });
      sendOffer();
      acceptOffer();
      call('third');
      isOrder('third', { total: '60.00' });
      offer(1, 'TEE', { until: '2026-01-31' });
      declineOffer();
      sendOffer().isRefused('sales.quoteDecided');
      reviseOffer(1, 'TEE', { until: '2026-01-31' }).isRefused('sales.quoteDecided');
    },
  );

  page(
    'a customer on payment hold may accept: the order comes in, and is held like any other',
    ({ on, opening, itemCosts, offer, sendOffer, paymentHold, acceptOffer, isHeldBy, allocate, call, isOrder }) => {
      on('2026-01-05');
      opening(10, 'TEE').at('4.00');
      itemCosts('TEE', '10.00');
      offer(2, 'TEE', { until: '2026-01-31' });
      sendOffer();
      paymentHold();
      acceptOffer();
      isHeldBy('customer-hold');
      call('held');
      isOrder('held', { total: '20.00', kept: 0 });
      allocate().isRefused('inventory.onHold');
    },
  );
});

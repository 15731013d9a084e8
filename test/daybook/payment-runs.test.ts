import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

const ANYBODY = { paymentApproval: 'anybody' };

describe('suppliers paid together', () => {
  page(
    'a discount for paying early is taken with its share of tax',
    ({ taxCode, buy, takeIn, billed, paysByRun, offersDiscount, makeRun, approveRun, sendRun, expect }) => {
      taxCode('V20', '20');
      buy(10, 'TEE').price('50.00').taxed('V20');
      takeIn();
      billed(10).posts('Dr grni 500.00', 'Dr input-tax 100.00', 'Cr payable 600.00');
      paysByRun();
      offersDiscount(2, '2026-01-31').postsNothing();
      makeRun().postsNothing();
      approveRun().postsNothing();
      // 2 % of 600.00 is 12.00, of which a sixth is tax.
      sendRun().posts('Dr payable 600.00', 'Cr bank/outgoing 588.00', 'Cr ppv/discounts 10.00', 'Cr input-tax 2.00');
      expect.bill({ open: '0.00' });
      expect.account('payable', '0.00');
      sendRun().isRefused('banking.runState');
    },
    ANYBODY,
  );

  page(
    'a credit for goods sent back is taken off: it is matched, and the rest is paid',
    ({ buy, takeIn, billed, sendBack, supplierCredits, paysByRun, makeRun, approveRun, sendRun, expect }) => {
      buy(10, 'TEE').price('50.00');
      takeIn();
      billed(10);
      sendBack(3);
      supplierCredits().posts('Dr payable 150.00', 'Cr grni-returns 150.00');
      paysByRun();
      makeRun();
      approveRun();
      sendRun().posts('Dr payable 350.00', 'Cr bank/outgoing 350.00');
      expect.bill({ open: '0.00' });
      expect.account('payable', '0.00');
    },
    ANYBODY,
  );

  page(
    'a payment the bank gives back opens the bill again, with its discount',
    ({ buy, takeIn, billed, paysByRun, offersDiscount, makeRun, approveRun, sendRun, bankGivesBack, expect }) => {
      buy(1, 'TEE').price('100.00');
      takeIn();
      billed(1);
      paysByRun();
      offersDiscount(3, '2026-01-31');
      makeRun();
      approveRun();
      sendRun().posts('Dr payable 100.00', 'Cr bank/outgoing 97.00', 'Cr ppv/discounts 3.00');
      bankGivesBack('account closed').posts('Dr bank/outgoing 97.00', 'Dr ppv/discounts 3.00', 'Cr payable 100.00');
      expect.bill({ open: '100.00' });
      expect.account('bank/outgoing', '0.00');
      bankGivesBack('once more').isRefused('banking.returnedAlready');
      makeRun();
      approveRun();
      sendRun().posts('Dr payable 100.00', 'Cr bank/outgoing 97.00', 'Cr ppv/discounts 3.00');
    },
    ANYBODY,
  );

  page(
    'nobody pays a bill in dispute, one in a run, or one by a run of their own making',
    ({ buy, takeIn, billed, payBill, paysByRun, makeRun, approveRun, sendRun, cancelRun, disputeBill, expect }) => {
      buy(2, 'TEE').price('30.00');
      takeIn();
      billed(2);
      paysByRun();
      makeRun();
      payBill('60.00').isRefused('purchasing.payableHeld');
      approveRun().isRefused('banking.makerApproves');
      sendRun().isRefused('banking.runState');
      cancelRun();
      disputeBill('one is torn');
      payBill('60.00').isRefused('purchasing.payableHeld');
      makeRun().isRefused('engine.badInput');
      expect.bill({ open: '60.00' });
    },
  );
});

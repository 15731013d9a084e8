import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('prepayments', () => {
  page(
    'a supplier paid in advance: the advance pays their bills, part by part, and never more than there is',
    ({ on, taxCode, buy, payInAdvance, takeIn, billed, applyAdvance, advancesLeft, payBill, balance, expect }) => {
      on('2026-01-10');
      taxCode('V20', '20');
      buy(10, 'TEE').price('30.00').taxed('V20');
      payInAdvance('500.00').posts('Dr prepayments/suppliers 500.00', 'Cr bank 500.00');
      advancesLeft('500.00');
      on('2026-01-20');
      takeIn();
      billed(10).posts('Dr grni 300.00', 'Dr input-tax 60.00', 'Cr payable 360.00');
      // More than the bill owes, though the advance has it.
      applyAdvance('360.01').isRefused('accounting.itemTooSmall');
      applyAdvance('360.00').posts('Dr payable 360.00', 'Cr prepayments/suppliers 360.00');
      expect.bill({ open: '0.00' });
      advancesLeft('140.00');
      applyAdvance('360.00').isRefused('accounting.itemTooSmall');
      applyAdvance('0.01').isRefused('accounting.itemTooSmall');
      on('2026-01-25');
      buy(10, 'MUG').price('15.00').taxed('V20');
      takeIn();
      billed(10).as('R-2').posts('Dr grni 150.00', 'Dr input-tax 30.00', 'Cr payable 180.00');
      // More than is left of the advance, though the bill owes it.
      applyAdvance('140.01').isRefused('accounting.itemTooSmall');
      applyAdvance('140.00').posts('Dr payable 140.00', 'Cr prepayments/suppliers 140.00');
      advancesLeft();
      payBill('40.01').isRefused('accounting.itemTooSmall');
      payBill('40.00').posts('Dr payable 40.00', 'Cr bank 40.00');
      expect.bill({ open: '0.00' });
      balance('2026-01-10', 'prepayments/suppliers', '500.00');
      balance('2026-01-20', 'prepayments/suppliers', '140.00');
      expect.account('prepayments/suppliers', '0.00');
      expect.account('payable', '0.00');
    },
  );

  page(
    'an advance pays no bill of another supplier, and none in dispute',
    ({ on, buy, payInAdvance, takeIn, billed, applyAdvance, disputeBill, advancesLeft, expect }) => {
      on('2026-01-10');
      buy(10, 'TEE').price('30.00');
      payInAdvance('500.00');
      takeIn();
      billed(10);
      disputeBill('half of it is missing');
      applyAdvance('300.00').isRefused('purchasing.payableHeld');
      advancesLeft('500.00');
      buy(10, 'MUG').price('3.00').from('Pottery');
      takeIn();
      billed(10).as('P-1');
      applyAdvance('30.00').isRefused('purchasing.otherSupplier');
      advancesLeft();
      expect.bill({ open: '30.00' });
      expect.account('prepayments/suppliers', '500.00');
    },
  );
});

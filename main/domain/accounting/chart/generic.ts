import type { JournalCode } from '../../../../preload/contract/accounting.ts';
import type { Stage } from '../../../../preload/contract/accounting-statements.ts';
import type { AccountType } from '../model.ts';

/** One account of a template with the roles it plays from the first day. */
export interface TemplateAccount {
  readonly code: string;
  readonly name: string;
  readonly type: AccountType;
  /** Code of the group it is shown under. */
  readonly group: string;
  readonly roles: readonly string[];
  readonly openItems?: true;
  readonly managedBy?: string;
}

/** A heading of the statements, in the order of the template. */
export interface TemplateGroup {
  readonly code: string;
  readonly name: string;
  readonly stage: Stage;
}

export interface ChartTemplate {
  readonly groups: readonly TemplateGroup[];
  readonly accounts: readonly TemplateAccount[];
  readonly journals: readonly { readonly code: JournalCode; readonly name: string }[];
}

const asset = 'asset';
const liability = 'liability';
const income = 'income';
const expense = 'expense';

/**
 * A chart for a trading company that sells through channels, grouped as IFRS statements are (1 assets, 2 liabilities,
 * 3 equity, 4 income, 5 cost of sales, 6 other expenses). Inventory accounts are added per valuation area by inventory,
 * clearing accounts per channel where a channel wants its own.
 *
 * Open-item accounts are those that must return to nothing subject by subject: claims, debts, what a channel holds, what
 * was received or shipped and not yet invoiced.
 */
export const genericChart: ChartTemplate = {
  groups: [
    { code: 'cash', name: 'Cash at bank and in transit', stage: 'cash' },
    { code: 'receivables', name: 'Trade receivables and money held by channels', stage: 'current-assets' },
    { code: 'inventories', name: 'Inventories', stage: 'current-assets' },
    { code: 'other-receivables', name: 'Other receivables and prepayments', stage: 'current-assets' },
    { code: 'property', name: 'Property, plant and equipment', stage: 'fixed-assets' },
    { code: 'intangibles', name: 'Intangible assets', stage: 'fixed-assets' },
    { code: 'payables', name: 'Trade payables and accruals', stage: 'current-liabilities' },
    { code: 'contract-liabilities', name: 'Contract liabilities', stage: 'current-liabilities' },
    { code: 'tax-liabilities', name: 'Tax payable', stage: 'current-liabilities' },
    { code: 'borrowings', name: 'Borrowings', stage: 'long-term-liabilities' },
    { code: 'capital', name: 'Capital', stage: 'equity' },
    { code: 'retained-earnings', name: 'Retained earnings', stage: 'equity' },
    { code: 'revenue', name: 'Revenue from customers', stage: 'revenue' },
    { code: 'cost-of-goods', name: 'Cost of goods sold', stage: 'cost-of-sales' },
    { code: 'stock-differences', name: 'Stock differences and write-downs', stage: 'cost-of-sales' },
    { code: 'other-income', name: 'Other income', stage: 'operating' },
    { code: 'distribution', name: 'Selling and distribution', stage: 'operating' },
    { code: 'administration', name: 'Administration and other', stage: 'operating' },
    { code: 'finance', name: 'Finance result', stage: 'finance' },
    { code: 'income-tax', name: 'Income tax', stage: 'income-tax' },
  ],
  journals: [
    { code: 'SAL', name: 'Sales' },
    { code: 'PUR', name: 'Purchases' },
    { code: 'STK', name: 'Stock' },
    { code: 'BNK', name: 'Bank and payments' },
    { code: 'GEN', name: 'General' },
  ],
  accounts: [
    { code: '1000', name: 'Bank', type: asset, group: 'cash', roles: ['bank'] },
    { code: '1010', name: 'Payouts in transit', type: asset, group: 'cash', roles: ['payout-in-transit'] },
    { code: '1100', name: 'Trade receivables', type: asset, group: 'receivables', roles: ['receivable'], openItems: true },
    { code: '1110', name: 'Channel clearing', type: asset, group: 'receivables', roles: ['clearing'], openItems: true },
    { code: '1120', name: 'Channel reserves', type: asset, group: 'receivables', roles: ['channel-reserve'] },
    { code: '1130', name: 'Disputed payments', type: asset, group: 'receivables', roles: ['disputes'] },
    { code: '1140', name: 'Revenue earned, not invoiced', type: asset, group: 'receivables', roles: ['contract-asset'] },
    { code: '1150', name: 'Input tax', type: asset, group: 'other-receivables', roles: ['input-tax'] },
    { code: '1160', name: 'Prepayments to suppliers', type: asset, group: 'other-receivables', roles: ['prepayments'] },
    { code: '1165', name: 'Expenses paid ahead', type: asset, group: 'other-receivables', roles: ['prepaid-expenses'] },
    { code: '1170', name: 'Goods shipped not invoiced', type: asset, group: 'inventories', roles: ['gsni'], openItems: true },
    { code: '1180', name: 'Returns clearing', type: asset, group: 'inventories', roles: ['returns-clearing'], openItems: true },
    { code: '1185', name: 'Right to goods expected back', type: asset, group: 'inventories', roles: ['right-of-return'] },
    { code: '1190', name: 'Currency exchange', type: asset, group: 'other-receivables', roles: ['currency-exchange'] },
    { code: '1290', name: 'Inventory in transit', type: asset, group: 'inventories', roles: ['inventory-transit'], managedBy: 'inventory' },
    { code: '1299', name: 'Inventory allowance', type: asset, group: 'inventories', roles: ['stock-allowance'] },

    { code: '2000', name: 'Trade payables', type: liability, group: 'payables', roles: ['payable'], openItems: true },
    { code: '2010', name: 'Goods received not invoiced', type: liability, group: 'payables', roles: ['grni'], openItems: true },
    {
      code: '2011',
      name: 'Goods returned to suppliers, not credited',
      type: liability,
      group: 'payables',
      roles: ['grni-returns'],
      openItems: true,
    },
    { code: '2020', name: 'Landed cost accrual', type: liability, group: 'payables', roles: ['landed-accrual'] },
    { code: '2030', name: 'Carrier accrual', type: liability, group: 'payables', roles: ['carrier-accrual'] },
    { code: '2040', name: 'Services received, not billed', type: liability, group: 'payables', roles: ['accrued-expenses'] },
    {
      code: '2100',
      name: 'Customer deposits',
      type: liability,
      group: 'contract-liabilities',
      roles: ['customer-deposits'],
      openItems: true,
    },
    { code: '2110', name: 'Deferred revenue', type: liability, group: 'contract-liabilities', roles: ['deferred-revenue'] },
    { code: '2120', name: 'Gift cards outstanding', type: liability, group: 'contract-liabilities', roles: ['gift-card-liability'] },
    { code: '2130', name: 'Store credit', type: liability, group: 'contract-liabilities', roles: ['store-credit'] },
    { code: '2135', name: 'Refunds expected', type: liability, group: 'contract-liabilities', roles: ['refund-liability'] },
    { code: '2140', name: 'Tax collected by channels', type: liability, group: 'tax-liabilities', roles: ['facilitator-tax'] },
    { code: '2200', name: 'Output tax', type: liability, group: 'tax-liabilities', roles: ['output-tax'] },

    { code: '3000', name: 'Opening balance', type: 'equity', group: 'capital', roles: ['opening-balance'] },
    { code: '3100', name: 'Retained earnings', type: 'equity', group: 'retained-earnings', roles: ['retained-earnings'] },
    { code: '3200', name: 'Results carried to equity', type: 'equity', group: 'retained-earnings', roles: ['result-transferred'] },

    { code: '4000', name: 'Revenue', type: income, group: 'revenue', roles: ['revenue'] },
    { code: '4010', name: 'Discounts given', type: income, group: 'revenue', roles: ['discounts-given'] },
    { code: '4100', name: 'Shipping revenue', type: income, group: 'revenue', roles: ['shipping-revenue'] },
    { code: '4200', name: 'Other income', type: income, group: 'other-income', roles: ['sales-manual'] },
    { code: '4300', name: 'Stock gains', type: income, group: 'stock-differences', roles: ['stock-gain'] },

    { code: '4310', name: 'Goods received, never invoiced', type: income, group: 'other-income', roles: ['grni-write-off'] },

    { code: '5000', name: 'Cost of goods sold', type: expense, group: 'cost-of-goods', roles: ['cogs'] },
    { code: '5010', name: 'Cost of goods sold, price differences', type: expense, group: 'cost-of-goods', roles: ['cogs-variance'] },
    { code: '5020', name: 'Purchase price variance', type: expense, group: 'cost-of-goods', roles: ['ppv'] },
    { code: '5100', name: 'Stock losses', type: expense, group: 'stock-differences', roles: ['stock-loss'] },
    { code: '5110', name: 'Stock written down', type: expense, group: 'stock-differences', roles: ['write-down'] },
    { code: '5120', name: 'Stock revaluation', type: expense, group: 'stock-differences', roles: ['revaluation'] },
    { code: '5130', name: 'Goods credited but never returned', type: expense, group: 'stock-differences', roles: ['return-loss'] },
    { code: '5200', name: 'Outbound freight', type: expense, group: 'distribution', roles: ['outbound-freight'] },

    { code: '6000', name: 'Channel fees', type: expense, group: 'distribution', roles: ['channel-fees'] },
    { code: '6010', name: 'Bank charges', type: expense, group: 'administration', roles: ['bank-charges'] },
    { code: '6020', name: 'Bad debts', type: expense, group: 'administration', roles: ['bad-debt'] },
    { code: '6030', name: 'Chargebacks lost', type: expense, group: 'administration', roles: ['chargeback-loss'] },
    { code: '6100', name: 'Samples given away', type: expense, group: 'distribution', roles: ['samples'] },
    { code: '6110', name: 'Charity', type: expense, group: 'administration', roles: ['charity'] },
    { code: '6900', name: 'Rounding differences', type: expense, group: 'administration', roles: ['rounding'] },
    { code: '6910', name: 'Exchange differences', type: expense, group: 'finance', roles: ['fx'] },
  ],
};

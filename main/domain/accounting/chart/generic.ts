import type { JournalCode } from '../../../../preload/contract/accounting.ts';
import type { AccountType } from '../model.ts';

/** One account of a template with the roles it plays from the first day. */
export interface TemplateAccount {
  readonly code: string;
  readonly name: string;
  readonly type: AccountType;
  readonly roles: readonly string[];
  readonly openItems?: true;
  readonly managedBy?: string;
}

export interface ChartTemplate {
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
  journals: [
    { code: 'SAL', name: 'Sales' },
    { code: 'PUR', name: 'Purchases' },
    { code: 'STK', name: 'Stock' },
    { code: 'BNK', name: 'Bank and payments' },
    { code: 'GEN', name: 'General' },
  ],
  accounts: [
    { code: '1000', name: 'Bank', type: asset, roles: ['bank'] },
    { code: '1010', name: 'Payouts in transit', type: asset, roles: ['payout-in-transit'] },
    { code: '1100', name: 'Trade receivables', type: asset, roles: ['receivable'], openItems: true },
    { code: '1110', name: 'Channel clearing', type: asset, roles: ['clearing'], openItems: true },
    { code: '1120', name: 'Channel reserves', type: asset, roles: ['channel-reserve'] },
    { code: '1130', name: 'Disputed payments', type: asset, roles: ['disputes'] },
    { code: '1150', name: 'Input tax', type: asset, roles: ['input-tax'] },
    { code: '1160', name: 'Prepayments to suppliers', type: asset, roles: ['prepayments'] },
    { code: '1170', name: 'Goods shipped not invoiced', type: asset, roles: ['gsni'], openItems: true },
    { code: '1180', name: 'Returns clearing', type: asset, roles: ['returns-clearing'], openItems: true },
    { code: '1190', name: 'Currency exchange', type: asset, roles: ['currency-exchange'] },
    { code: '1290', name: 'Inventory in transit', type: asset, roles: ['inventory-transit'], managedBy: 'inventory' },
    { code: '1299', name: 'Inventory allowance', type: asset, roles: ['stock-allowance'] },

    { code: '2000', name: 'Trade payables', type: liability, roles: ['payable'], openItems: true },
    { code: '2010', name: 'Goods received not invoiced', type: liability, roles: ['grni'], openItems: true },
    { code: '2020', name: 'Landed cost accrual', type: liability, roles: ['landed-accrual'] },
    { code: '2030', name: 'Carrier accrual', type: liability, roles: ['carrier-accrual'] },
    { code: '2100', name: 'Customer deposits', type: liability, roles: ['customer-deposits'], openItems: true },
    { code: '2110', name: 'Deferred revenue', type: liability, roles: ['deferred-revenue'] },
    { code: '2120', name: 'Gift cards outstanding', type: liability, roles: ['gift-card-liability'] },
    { code: '2130', name: 'Store credit', type: liability, roles: ['store-credit'] },
    { code: '2140', name: 'Tax collected by channels', type: liability, roles: ['facilitator-tax'] },
    { code: '2200', name: 'Output tax', type: liability, roles: ['output-tax'] },

    { code: '3000', name: 'Opening balance', type: 'equity', roles: ['opening-balance'] },
    { code: '3100', name: 'Retained earnings', type: 'equity', roles: ['retained-earnings'] },

    { code: '4000', name: 'Revenue', type: income, roles: ['revenue'] },
    { code: '4010', name: 'Discounts given', type: income, roles: ['discounts-given'] },
    { code: '4100', name: 'Shipping revenue', type: income, roles: ['shipping-revenue'] },
    { code: '4200', name: 'Other income', type: income, roles: ['sales-manual'] },
    { code: '4300', name: 'Stock gains', type: income, roles: ['stock-gain'] },

    { code: '5000', name: 'Cost of goods sold', type: expense, roles: ['cogs'] },
    { code: '5010', name: 'Cost of goods sold, price differences', type: expense, roles: ['cogs-variance'] },
    { code: '5020', name: 'Purchase price variance', type: expense, roles: ['ppv'] },
    { code: '5100', name: 'Stock losses', type: expense, roles: ['stock-loss'] },
    { code: '5110', name: 'Stock written down', type: expense, roles: ['write-down'] },
    { code: '5120', name: 'Stock revaluation', type: expense, roles: ['revaluation'] },
    { code: '5130', name: 'Goods credited but never returned', type: expense, roles: ['return-loss'] },
    { code: '5200', name: 'Outbound freight', type: expense, roles: ['outbound-freight'] },

    { code: '6000', name: 'Channel fees', type: expense, roles: ['channel-fees'] },
    { code: '6010', name: 'Bank charges', type: expense, roles: ['bank-charges'] },
    { code: '6020', name: 'Bad debts', type: expense, roles: ['bad-debt'] },
    { code: '6030', name: 'Chargebacks lost', type: expense, roles: ['chargeback-loss'] },
    { code: '6100', name: 'Samples given away', type: expense, roles: ['samples'] },
    { code: '6110', name: 'Charity', type: expense, roles: ['charity'] },
    { code: '6900', name: 'Rounding differences', type: expense, roles: ['rounding'] },
    { code: '6910', name: 'Exchange differences', type: expense, roles: ['fx'] },
  ],
};

import { accountingOperations } from './accounting.ts';
import { agedOperations } from './accounting-aged.ts';
import { journalOperations } from './accounting-journal.ts';
import { lockOperations } from './accounting-locks.ts';
import { rateOperations } from './accounting-rates.ts';
import { accountingReads } from './accounting-reads.ts';
import { statementOperations } from './accounting-statements.ts';
import { approvalOperations } from './approvals.ts';
import { bankingOperations } from './banking.ts';
import { bankMatchOperations } from './banking-matching.ts';
import { payoutOperations } from './banking-payouts.ts';
import { bankRuleOperations } from './banking-rules.ts';
import { paymentRunOperations } from './banking-runs.ts';
import { catalogOperations } from './catalog.ts';
import { channelFileOperations } from './channel-files.ts';
import { channelMeaningOperations } from './channel-meanings.ts';
import { channelsOperations } from './channels.ts';
import { closingOperations } from './closing.ts';
import { accrualOperations } from './closing-accruals.ts';
import { revaluationOperations } from './closing-revaluation.ts';
import { companyOperations } from './company.ts';
import { documentOperations } from './documents.ts';
import { engineOperations } from './engine-room.ts';
import { fulfillmentOperations } from './fulfillment.ts';
import { lotTraces } from './fulfillment-lots.ts';
import { mergeOperations } from './fulfillment-merges.ts';
import { packingOperations } from './fulfillment-packing.ts';
import { pickingOperations } from './fulfillment-picking.ts';
import { replenishOperations } from './fulfillment-replenish.ts';
import { waveOperations } from './fulfillment-waves.ts';
import { insightOperations } from './insight.ts';
import { marginOperations } from './insight-margins.ts';
import { inventoryOperations } from './inventory.ts';
import { inventoryCounts } from './inventory-counts.ts';
import { inventoryLots } from './inventory-lots.ts';
import { inventoryPlaces } from './inventory-places.ts';
import { inventoryReads } from './inventory-reads.ts';
import { inventoryStandard } from './inventory-standard.ts';
import { keepingOperations } from './keeping.ts';
import { partiesOperations } from './parties.ts';
import { paymentTermOperations } from './payment-terms.ts';
import { peopleOperations } from './people.ts';
import { purchasingOperations } from './purchasing.ts';
import { billOperations } from './purchasing-bills.ts';
import { purchasingCosts } from './purchasing-costs.ts';
import { payableOperations } from './purchasing-payables.ts';
import { prepaymentOperations } from './purchasing-prepayments.ts';
import { supplierTermOperations } from './purchasing-terms.ts';
import { receivableOperations } from './receivables.ts';
import { returnsOperations } from './returns.ts';
import { salesOperations } from './sales.ts';
import { priceOperations } from './sales-prices.ts';
import { quoteOperations } from './sales-quotes.ts';
import { salesReads } from './sales-reads.ts';
import { holdRuleOperations } from './sales-rules.ts';
import { splitOperations } from './sales-splits.ts';

/** Every operation of the house by room: the one door, carried unchanged over every transport. */
export const operations = {
  engine: { ...engineOperations, ...keepingOperations },
  company: { ...companyOperations, ...peopleOperations, ...approvalOperations },
  parties: partiesOperations,
  catalog: catalogOperations,
  accounting: {
    ...accountingOperations,
    ...lockOperations,
    ...accountingReads,
    ...statementOperations,
    ...agedOperations,
    ...paymentTermOperations,
    ...journalOperations,
    ...rateOperations,
  },
  inventory: { ...inventoryOperations, ...inventoryPlaces, ...inventoryCounts, ...inventoryLots, ...inventoryStandard, ...inventoryReads },
  purchasing: {
    ...purchasingOperations,
    ...billOperations,
    ...purchasingCosts,
    ...payableOperations,
    ...supplierTermOperations,
    ...prepaymentOperations,
  },
  sales: { ...salesOperations, ...salesReads, ...holdRuleOperations, ...priceOperations, ...splitOperations, ...quoteOperations },
  fulfillment: {
    ...fulfillmentOperations,
    ...packingOperations,
    ...mergeOperations,
    ...pickingOperations,
    ...waveOperations,
    ...replenishOperations,
    ...lotTraces,
  },
  returns: returnsOperations,
  channels: { ...channelsOperations, ...channelFileOperations, ...channelMeaningOperations },
  banking: { ...bankingOperations, ...bankMatchOperations, ...bankRuleOperations, ...payoutOperations, ...paymentRunOperations },
  receivables: receivableOperations,
  documents: documentOperations,
  closing: { ...closingOperations, ...accrualOperations, ...revaluationOperations },
  insight: { ...insightOperations, ...marginOperations },
};
export type Operations = typeof operations;

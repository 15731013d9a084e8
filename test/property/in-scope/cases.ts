import { FIGURES } from '../../../preload/contract/insight.ts';
import { lists } from '../../../preload/contract/lists.ts';
import type { Side, TwoSides } from '../../kit/two-sides.ts';
import { where } from '../../kit/where.ts';

export type Who = keyof TwoSides['limited'];
interface Case {
  /** The question, about one's own half or about both. */
  readonly ask: (sides: TwoSides) => unknown;
  /** Something of one's own half that must be in the answer, so that an empty answer proves nothing. */
  readonly shows?: (mine: Side) => string | number;
  /** Whom the question must be refused, because it names what is not theirs. */
  readonly refused?: readonly Who[];
}

const everywhere = (shows?: Case['shows'], input: unknown = {}): Case => ({ ask: () => input, ...(shows ? { shows } : {}) });
export const PAGE = { offset: 0, limit: 100 };
export const ALL: readonly Who[] = ['warehouse', 'channel', 'both'];
const CHANNEL: readonly Who[] = ['channel', 'both'];
const WAREHOUSE: readonly Who[] = ['warehouse', 'both'];
const own = (ask: (side: Side) => unknown, shows: (mine: Side) => string | number, refused: readonly Who[]): readonly Case[] => [
  { ask: ({ mine }) => ask(mine), shows },
  { ask: ({ theirs }) => ask(theirs), refused },
];

/** Lists that answer to who is limited: of each its count and the values of every column that has a choice of them. */
export const scopedLists = lists.filter((l) => l.scope !== 'company');
const LIST_CASES: Readonly<Record<string, readonly Case[]>> = Object.fromEntries(
  scopedLists.flatMap((l) => [
    [l.count.name, [everywhere()]],
    [l.facet.name, l.facets.map((column) => everywhere(undefined, { column }))],
  ]),
);

/** What is asked of each query, and by whom it may not be. */
export const CASES: Readonly<Record<string, readonly Case[]>> = {
  ...LIST_CASES,
  'accounting.listLocks': [everywhere()],
  'accounting.listTaxCodes': [everywhere()],
  'accounting.listPaymentTerms': [everywhere()],
  'catalog.getItem': [{ ask: ({ mine }) => ({ itemId: mine.itemId }), shows: (m) => m.itemId }],
  'catalog.readCode': [{ ask: ({ mine }) => ({ code: `${mine.name}-MUG` }), shows: (m) => m.itemId }],
  'catalog.listItems': [everywhere((m) => m.itemId)],
  'catalog.listCategories': [everywhere()],
  'catalog.listUnits': [everywhere(() => 'pc')],
  'catalog.listTaxClasses': [everywhere(() => 'standard')],
  'channels.proveMoney': own(
    (s) => ({ channelId: s.channelId }),
    () => 2400,
    CHANNEL,
  ),
  'channels.listChannels': [everywhere((m) => m.channelId)],
  'channels.listRuns': [everywhere((m) => m.runId), { ask: ({ theirs }) => where({ channelId: theirs.channelId }) }],
  'channels.listInbox': [
    everywhere(() => 'MINE-1', where({ state: 'imported' })),
    everywhere(() => 'MINE-2', where({ state: 'unresolved' })),
  ],
  // Records are numbered as they come: first one's own half, then the other.
  'channels.getInboxRecord': [
    { ask: () => ({ recordId: 1 }), shows: () => 'MINE-1' },
    { ask: () => ({ recordId: 3 }), refused: CHANNEL },
  ],
  'channels.recogniseRecords': own(
    (s) => ({ channelId: s.channelId, externalIds: [s.externalId, 'NEW-1'], skus: [] }),
    (m) => m.externalId,
    CHANNEL,
  ),
  'channels.listUnknownSkus': [everywhere(() => 'MINE-UNKNOWN')],
  'channels.listSkuMeanings': [everywhere(() => 'MINE-POST')],
  'channels.listPushes': [
    { ask: ({ mine }) => ({ channelId: mine.channelId }) },
    { ask: ({ theirs }) => ({ channelId: theirs.channelId }), refused: CHANNEL },
  ],
  'channels.listExceptions': [everywhere(() => 'MINE-UNKNOWN')],
  'receivables.getDunningTerms': [everywhere()],
  'company.getCompany': [everywhere()],
  'company.listSettings': [everywhere()],
  'company.listNumberSeries': [everywhere()],
  'company.listSessions': [everywhere(undefined, { userId: 'usr_nobody' })],
  'company.listOwnSessions': [everywhere()],
  'company.listTokens': [everywhere(undefined, { userId: 'usr_nobody' })],
  'company.listOwnTokens': [everywhere()],
  'company.listUsers': [everywhere()],
  'company.listViews': [everywhere(undefined, { list: 'sales.orders' })],
  'company.listPermissions': [everywhere()],
  'company.listRoles': [everywhere()],
  'company.listReasonCodes': [everywhere()],
  'company.listApprovalPolicies': [everywhere()],
  'company.listApprovables': [everywhere()],
  // What others asked for is shown to who may decide on it, and nobody who is limited decides: the own suite has such requests.
  'company.listApprovals': [everywhere(undefined, { view: 'for-me' }), everywhere(undefined, { view: 'done' })],
  'company.getApproval': [{ ask: () => ({ requestId: `apr_${'0'.repeat(26)}` }), refused: ALL }],
  'company.countApprovals': [everywhere()],
  'company.listDelegations': [everywhere()],
  'engine.status': [everywhere()],
  'engine.listJobKinds': [everywhere()],
  'engine.getFile': own(
    (s) => ({ fileId: s.fileId }),
    (m) => m.fileId,
    ALL,
  ),
  'engine.listFiles': [everywhere((m) => m.fileId)],
  'engine.listJobs': [everywhere((m) => m.jobId)],
  'engine.getJob': own(
    (s) => ({ jobId: s.jobId }),
    (m) => m.jobId,
    ALL,
  ),
  'engine.getBulk': [{ ask: ({ theirs }) => ({ jobId: theirs.jobId }), refused: ALL }],
  'engine.listBulkRows': [{ ask: ({ theirs }) => ({ jobId: theirs.jobId, state: 'ready' }), refused: ALL }],
  'engine.getExport': [{ ask: ({ theirs }) => ({ jobId: theirs.jobId }), refused: ALL }],
  'fulfillment.listShipments': [everywhere((m) => m.shipmentId)],
  'fulfillment.getShipment': own(
    (s) => ({ shipmentId: s.shipmentId }),
    (m) => m.shipmentId,
    ALL,
  ),
  'fulfillment.listShortages': [everywhere()],
  'fulfillment.listDue': [everywhere()],
  'fulfillment.countDue': [everywhere()],
  'fulfillment.listPromises': [
    { ask: ({ mine }) => ({ orderId: mine.orderId }) },
    { ask: ({ theirs }) => ({ orderId: theirs.orderId }) },
    { ask: ({ theirs }) => ({ itemId: theirs.itemId }) },
  ],
  'fulfillment.listDeliveries': [everywhere((m) => m.warehouseId)],
  'fulfillment.listWaves': [everywhere((m) => m.waveId)],
  'fulfillment.getWave': own(
    (s) => ({ waveId: s.waveId }),
    (m) => m.waveId,
    ALL,
  ),
  'fulfillment.listScans': own(
    (s) => ({ waveId: s.waveId }),
    (m) => `${m.name}-MUG`,
    ALL,
  ),
  'fulfillment.listCarrierServices': [everywhere(() => 'MINE-EXP')],
  'fulfillment.listPackageTypes': [everywhere(() => 'MINE-BOX')],
  'fulfillment.listReplenishTasks': [everywhere((m) => m.itemId)],
  'fulfillment.listPickFaces': [
    { ask: ({ mine }) => ({ warehouseId: mine.warehouseId }), shows: (m) => m.itemId },
    { ask: ({ theirs }) => ({ warehouseId: theirs.warehouseId }), refused: WAREHOUSE },
  ],
  'fulfillment.listWaveTemplates': [everywhere((m) => m.templateId)],
  'fulfillment.getOrderService': [
    { ask: ({ mine }) => ({ orderId: mine.orderId }) },
    { ask: ({ theirs }) => ({ orderId: theirs.orderId }), refused: CHANNEL },
  ],
  'fulfillment.previewWave': [
    { ask: ({ mine }) => ({ warehouseId: mine.warehouseId }) },
    { ask: ({ theirs }) => ({ warehouseId: theirs.warehouseId }), refused: WAREHOUSE },
  ],
  'fulfillment.previewTemplate': [
    { ask: ({ mine }) => ({ templateId: mine.templateId }) },
    { ask: ({ theirs }) => ({ templateId: theirs.templateId }), refused: ALL },
  ],
  'fulfillment.getParcel': own(
    (s) => ({ parcelId: s.parcelId }),
    (m) => m.parcelId,
    ALL,
  ),
  'fulfillment.listParcels': [everywhere((m) => m.parcelId), { ask: ({ theirs }) => where({ waveId: theirs.waveId }) }],
  'fulfillment.getManifest': own(
    (s) => ({ manifestId: s.manifestId }),
    () => 'post',
    ALL,
  ),
  'fulfillment.suggestMerges': [everywhere()],
  'fulfillment.listMerges': [everywhere((m) => m.mergeId)],
  'fulfillment.getMerge': [
    { ask: ({ mine }) => ({ mergeId: mine.mergeId }), shows: (m) => m.mergeId },
    { ask: ({ theirs }) => ({ mergeId: theirs.mergeId }), refused: CHANNEL },
    { ask: ({ theirs }) => ({ orderId: theirs.orderId }), refused: CHANNEL },
  ],
  'fulfillment.reversal': own(
    (s) => ({ orderId: s.orderId }),
    (m) => m.orderNumber,
    CHANNEL,
  ),
  'fulfillment.listPutBacks': [everywhere((m) => m.itemId)],
  'fulfillment.listMissing': [everywhere((m) => m.waveId)],
  'documents.getLetterhead': [everywhere()],
  'documents.getPapers': [
    ...own(
      (s) => ({ kind: 'invoice', ids: [s.invoiceId] }),
      (m) => m.invoiceNumber,
      CHANNEL,
    ),
    ...own(
      (s) => ({ kind: 'packing-slip', ids: [s.shipmentId] }),
      () => 'MINE-MUG',
      ALL,
    ),
    ...own(
      (s) => ({ kind: 'label', ids: [s.shipmentId] }),
      (m) => m.orderNumber,
      ALL,
    ),
    { ask: ({ mine, theirs }) => ({ kind: 'pick-list', ids: [mine.orderId, theirs.orderId] }) },
  ],
  'documents.getPrint': [{ ask: ({ theirs }) => ({ jobId: theirs.jobId }), refused: ALL }],
  'documents.getPrinted': [{ ask: ({ theirs }) => ({ invoiceId: theirs.invoiceId }), refused: CHANNEL }],
  'insight.kpis': [
    everywhere(),
    ...own(
      (s) => ({ channelId: s.channelId, warehouseId: s.warehouseId }),
      (m) => m.channelId,
      ALL,
    ),
  ],
  'insight.rows': [
    ...FIGURES.map((figure) => everywhere(undefined, { figure, limit: 500 })),
    everywhere((m) => m.invoiceNumber.replace(/^INV/, 'SAL'), { figure: 'revenue', from: '2000-01-01' }),
    ...own(
      (s) => ({ figure: 'stock-value', warehouseId: s.warehouseId }),
      () => 'MINE-MUG',
      WAREHOUSE,
    ),
  ],
  'insight.search': [
    everywhere((m) => m.orderId, { text: 'SO-', limit: 50 }),
    everywhere((m) => m.partyId, { text: 'cust', limit: 50 }),
    everywhere(undefined, { text: 't', limit: 50 }),
    everywhere((m) => m.invoiceId, { text: 'INV', limit: 50 }),
    everywhere((m) => m.shipmentId, { text: 'SHP', limit: 50 }),
    everywhere((m) => m.returnId, { text: 'RET', limit: 50 }),
  ],
  'inventory.listWarehouses': [everywhere((m) => m.warehouseId)],
  'inventory.sumWarehouses': [everywhere((m) => m.warehouseId)],
  'inventory.listLocations': [everywhere((m) => m.locationId)],
  'inventory.getLocation': own(
    (s) => ({ locationId: s.locationId }),
    (m) => m.locationId,
    WAREHOUSE,
  ),
  'inventory.listCountTasks': [everywhere((m) => m.countId)],
  'inventory.getCountTask': own(
    (s) => ({ taskId: s.countId }),
    (m) => m.countId,
    WAREHOUSE,
  ),
  'inventory.countPlan': [everywhere()],
  'fulfillment.listLotShipments': [everywhere()],
  'inventory.listLots': [everywhere((m) => m.lotId)],
  'inventory.getLot': own(
    (s) => ({ lotId: s.lotId }),
    (m) => m.lotId,
    WAREHOUSE,
  ),
  'inventory.getTracking': [{ ask: ({ mine }) => ({ itemId: mine.itemId }) }],
  'inventory.listPutawayRules': [everywhere((m) => m.locationId), { ask: ({ theirs }) => ({ warehouseId: theirs.warehouseId }) }],
  'inventory.suggestPutaway': own(
    (s) => ({ locationId: s.dockId }),
    (m) => m.locationId,
    WAREHOUSE,
  ),
  'inventory.listStock': [everywhere((m) => m.locationId), { ask: ({ theirs }) => where({ warehouseId: theirs.warehouseId }) }],
  'inventory.listStockAt': [
    everywhere((m) => m.locationId, { at: '2100-01-01T00:00:00.000Z' }),
    { ask: ({ theirs }) => ({ ...where({ warehouseId: theirs.warehouseId }), at: '2100-01-01T00:00:00.000Z' }) },
  ],
  'inventory.listStockValues': [
    everywhere((m) => m.areaId),
    { ask: ({ theirs }) => where({ areaId: theirs.areaId }) },
    { ask: ({ theirs }) => ({ ...where({ areaId: theirs.areaId }), on: '2025-12-31' }) },
  ],
  'inventory.stockByItem': [{ ask: ({ mine, theirs }) => ({ itemIds: [mine.itemId, theirs.itemId] }), shows: (m) => m.warehouseId }],
  'inventory.stockOfKit': [
    { ask: ({ mine }) => ({ itemId: mine.kitId }), shows: (m) => m.warehouseId },
    { ask: ({ theirs }) => ({ itemId: theirs.kitId }) },
  ],
  'inventory.listMoves': [
    { ask: ({ mine }) => where({ itemId: mine.itemId }), shows: (m) => m.locationId },
    { ask: ({ theirs }) => where({ itemId: theirs.itemId }) },
  ],
  'inventory.traceCost': own(
    (s) => ({ moveId: s.moveId }),
    (m) => m.itemId,
    WAREHOUSE,
  ),
  'inventory.listStandardCosts': [{ ask: ({ mine }) => ({ itemId: mine.itemId }) }, { ask: ({ theirs }) => ({ itemId: theirs.itemId }) }],
  'inventory.layersOfItem': [
    { ask: ({ mine }) => ({ itemId: mine.itemId }), shows: (m) => m.areaId },
    { ask: ({ theirs }) => ({ itemId: theirs.itemId }) },
    { ask: ({ theirs }) => ({ itemId: theirs.itemId, areaId: theirs.areaId, open: false }) },
  ],
  'inventory.valueByArea': [everywhere((m) => m.areaId), everywhere((m) => m.areaId, { on: '2025-12-31' })],
  'inventory.getDocument': own(
    (s) => ({ documentId: s.documentId }),
    (m) => m.documentId,
    WAREHOUSE,
  ),
  'inventory.listDocuments': [
    everywhere((m) => m.documentId, where({ kind: 'receipt' })),
    everywhere(undefined, where({ kind: 'write-down' })),
  ],
  'inventory.listHolds': [everywhere(), { ask: ({ theirs }) => ({ subject: { kind: 'order', id: theirs.orderId } }) }],
  'insight.nameRecords': [
    {
      ask: ({ mine, theirs }) => ({
        ids: [mine, theirs].flatMap((s) => [
          s.orderId,
          s.invoiceId,
          s.shipmentId,
          s.returnId,
          s.partyId,
          s.warehouseId,
          s.channelId,
          s.documentId,
        ]),
      }),
      shows: (m) => m.orderNumber,
    },
  ],
  'parties.listBankAccounts': [
    { ask: ({ mine }) => ({ partyId: mine.partyId }) },
    { ask: ({ theirs }) => ({ partyId: theirs.partyId }), refused: CHANNEL },
  ],
  'parties.getParty': own(
    (s) => ({ partyId: s.partyId }),
    (m) => m.partyId,
    CHANNEL,
  ),
  'parties.listParties': [everywhere((m) => m.partyId)],
  'returns.listReturns': [everywhere((m) => m.returnId)],
  'purchasing.listOrders': [everywhere((m) => m.purchaseId)],
  'purchasing.getOrder': own(
    (s) => ({ orderId: s.purchaseId }),
    (m) => m.purchaseId,
    WAREHOUSE,
  ),
  'returns.getReturn': own(
    (s) => ({ returnId: s.returnId }),
    (m) => m.returnId,
    ALL,
  ),
  'sales.listOrders': [everywhere((m) => m.orderId, PAGE)],
  'sales.getOrder': [
    ...own(
      (s) => ({ orderId: s.orderId }),
      (m) => m.orderId,
      CHANNEL,
    ),
    { ask: ({ theirs }) => ({ number: theirs.orderNumber }), refused: CHANNEL },
    { ask: ({ theirs }) => ({ channelId: theirs.channelId, externalId: theirs.externalId }), refused: CHANNEL },
  ],
  'sales.listInvoices': [everywhere((m) => m.invoiceId, PAGE)],
  'sales.getInvoice': [
    ...own(
      (s) => ({ invoiceId: s.invoiceId }),
      (m) => m.invoiceId,
      CHANNEL,
    ),
    { ask: ({ theirs }) => ({ number: theirs.invoiceNumber }), refused: CHANNEL },
  ],
  'sales.listHolds': [everywhere(() => 'MINE looks odd', PAGE)],
  'sales.listOrderRules': [everywhere()],
  'sales.listRuleOwners': [everywhere()],
  'sales.listDiscountLimits': [everywhere()],
};

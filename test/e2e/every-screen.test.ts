import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../main/engine/context.ts';
import { screens } from '../../renderer/screens/index.ts';
import { bankStatement, settlementOf } from '../kit/bank-shop.ts';
import { hasBrowser } from '../kit/browser.ts';
import { channelSale } from '../kit/channel-sale.ts';
import { paidByRun } from '../kit/payment-shop.ts';
import { reopened } from '../kit/reopened.ts';
import { openShopWindow } from '../kit/shop-window.ts';

const AT = '2026-01-05T09:00:00.000Z';
const ON = '2026-01-05';
const EXPRESS = 'csv_00000000000000000000000001';
const AFTERNOON = 'wvt_00000000000000000000000001';
const BOX = 'pkt_00000000000000000000000001';
const GOLD = 'prl_00000000000000000000000001';
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** Every address of the house with real records behind it, in both themes and on a small and a large display. */
describe.skipIf(!hasBrowser)('every screen, pages of records included', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  /** The page of a real record for each screen that shows one. */
  let records: Readonly<Record<string, string>>;

  beforeAll(async () => {
    shop = await openShopWindow();
    const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const { rows: warehouses } = await shop.ask<{ rows: { id: string; locations: { id: string }[] }[] }>('inventory.listWarehouses', {});
    const stock = { warehouseId: warehouses[0]?.id, lines: [{ sku: 'TEE', qty: 10, unitCostMicros: 4_000_000 }] };
    await shop.dispatch('inventory.postOpening', { ...stock, on: ON, at: AT });
    const { documentId } = await shop.dispatch<{ documentId: string }>('inventory.receiveStock', stock);
    await shop.dispatch('inventory.planCounts', { warehouseId: warehouses[0]?.id });
    const { rows: counts } = await shop.ask<{ rows: { id: string }[] }>('inventory.listCountTasks', {});
    const web = { code: 'web', name: 'Web shop', connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'on-account' };
    const { channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', web);
    await shop.dispatch('channels.openRun', { runId: 'run_walk', channelId, source: 'orders.csv', sourceHash: 'b'.repeat(64) });
    const sales = [channelSale({ externalId: 'WEB-1', sku: 'TEE' }), channelSale({ externalId: 'WEB-2', sku: 'UNKNOWN' })];
    await shop.dispatch('channels.importBatch', { channelId, runId: 'run_walk', records: sales });
    await shop.dispatch('channels.settleBatch', { channelId, externalIds: ['WEB-1', 'WEB-2'] });
    const order = await shop.ask<{
      id: string;
      partyId: string;
      lines: { id: number }[];
      shipmentIds: string[];
      invoices: { id: string }[];
    }>('sales.getOrder', { channelId, externalId: 'WEB-1' });
    const back = { orderId: order.id, warehouseId: warehouses[0]?.id, lines: [{ orderLineId: order.lines[0]?.id, qty: 1 }] };
    const { returnId } = await shop.dispatch<{ returnId: string }>('returns.receiveReturn', back);
    const mill = { kind: 'supplier', name: 'Mill', country: 'GB' };
    const { partyId: supplierId } = await shop.dispatch<{ partyId: string }>('parties.createParty', mill);
    const { orderId: purchaseId } = await shop.dispatch<{ orderId: string }>('purchasing.createOrder', {
      partyId: supplierId,
      warehouseId: warehouses[0]?.id,
      confirm: true,
      lines: [{ sku: 'TEE', qty: 4, priceMicros: 4_000_000 }],
    });
    const { orderId: draftId } = await shop.dispatch<{ orderId: string }>('purchasing.createOrder', {
      partyId: supplierId,
      warehouseId: warehouses[0]?.id,
      lines: [{ sku: 'TEE', qty: 4, priceMicros: 4_000_000 }],
    });
    await shop.dispatch('purchasing.receiveOrder', { orderId: purchaseId, lines: [{ lineNo: 1, qty: 2 }] });
    const { billId } = await shop.dispatch<{ billId: string }>('purchasing.postBill', {
      partyId: supplierId,
      reference: 'M-1',
      lines: [{ orderId: purchaseId, lineNo: 1, qty: 1, unitPriceMicros: 4_500_000 }],
    });
    await shop.dispatch('catalog.createItem', { sku: 'MUG', title: 'Mug' });
    const agreed = { tiers: ['gold'], partyIds: [order.partyId], lines: [{ sku: 'MUG', priceMicros: 4_500_000 }] };
    await shop.dispatch('sales.setPriceList', { id: GOLD, name: 'Gold', includesTax: false, ...agreed });
    const picks = { warehouseId: warehouses[1]?.id };
    await shop.dispatch('inventory.receiveStock', { ...picks, lines: [{ sku: 'MUG', qty: 5, unitCostMicros: 2_000_000 }] });
    await shop.dispatch('fulfillment.setDelivery', { ...picks, steps: 2 });
    await shop.dispatch('sales.acceptOrder', {
      partyId: order.partyId,
      orderedAt: AT,
      orderedOn: ON,
      currency: 'GBP',
      country: 'GB',
      lines: [{ sku: 'MUG', qty: 2, unitPriceMicros: 5_000_000 }],
    });
    const { waveId } = await shop.dispatch<{ waveId: string }>('fulfillment.releaseWave', picks);
    await shop.dispatch('fulfillment.setCarrierService', {
      serviceId: EXPRESS,
      code: 'EXP',
      name: 'Express',
      carrier: 'dhl',
      cutOffs: [{ ...picks, at: '15:00' }],
    });
    await shop.dispatch('fulfillment.setPackageType', {
      packageTypeId: BOX,
      code: 'M',
      name: 'Box M',
      lengthMm: 300,
      widthMm: 200,
      heightMm: 100,
      tareGrams: 90,
    });
    await shop.dispatch('fulfillment.setWaveTemplate', { templateId: AFTERNOON, name: 'Afternoon', ...picks });
    const { id: accountId } = await shop.ask<{ id: string }>('accounting.getAccount', { role: 'receivable' });
    const { rows: users } = await shop.ask<{ rows: { id: string }[] }>('company.listUsers', {});
    const late = [
      { account: { role: 'receivable' }, amount: 700, itemKey: 'OLD-1', partyId: order.partyId },
      { account: { role: 'bank' }, amount: -700 },
    ];
    await shop.dispatch('accounting.postEntry', { on: '2025-12-01', memo: 'From before', lines: late });
    await shop.dispatch('receivables.runDunning', {});
    const { rows: letters } = await shop.ask<{ rows: { id: string }[] }>('receivables.listLetters', {});
    const limit = {
      code: 'entries',
      name: 'Entries',
      operation: 'accounting.postEntry',
      measure: 'always',
      approverKind: 'permission',
      approver: 'accounting.post',
    };
    await shop.dispatch('company.setApprovalPolicy', limit);
    const owner = (await shop.engine().actorNow(users[0]?.id ?? '', 'test')) as Actor;
    const reopeningId = await reopened(shop.engine(), owner, '2025-12-31');
    await shop.dispatch('closing.openYear', { startsOn: '2026-01-01' });
    const { bankAccountId } = await shop.dispatch<{ bankAccountId: string }>('banking.openBankAccount', {
      name: 'Current',
      currency: 'GBP',
    });
    const { runId } = await paidByRun((operation, input, expect) => shop.dispatch(operation, input, expect), bankAccountId);
    await shop.dispatch('accounting.setRate', { currency: 'USD', on: ON, rate: { foreign: 10, company: 8 } });
    await shop.dispatch('banking.takeStatements', bankStatement(bankAccountId, [300, -20]));
    await shop.dispatch(
      'banking.takeSettlements',
      settlementOf(channelId, 'PO-1', [
        ['reimbursement', 500],
        ['sale', 900, 'NONE-1'],
      ]),
    );
    const { rows: settled } = await shop.ask<{ rows: { id: string }[] }>('banking.listSettlements', {});
    const { itemId: jam } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'JAM', title: 'Jam' });
    await shop.dispatch('inventory.setTracking', { itemId: jam, trackedBy: 'lot' }, [{ id: jam, revision: 1 }]);
    const lots = [{ code: 'L1', expiresOn: '2030-01-01' }];
    await shop.dispatch('inventory.receiveStock', { ...picks, lines: [{ sku: 'JAM', qty: 5, unitCostMicros: 1_000_000, lots }] });
    const { rows: kept } = await shop.ask<{ rows: { id: string }[] }>('inventory.listLots', {});
    await shop.dispatch('channels.mapSkus', { channelId, lines: [{ sku: 'A/B 1', item: 'TEE' }] });
    const offer = { partyId: order.partyId, validUntil: '2026-12-31', country: 'GB', lines: [{ sku: 'MUG', qty: 2 }] };
    const { quoteId } = await shop.dispatch<{ quoteId: string }>('sales.makeQuote', offer);
    records = {
      '/quotes/:id': `/quotes/${quoteId}`,
      '/quotes/:id/revise': `/quotes/${quoteId}/revise`,
      '/mapping/:channelId': `/mapping/${channelId}`,
      '/sku-meanings/:channelId/:sku': `/sku-meanings/${channelId}/A%2FB%201`,
      '/lots/:id': `/lots/${kept[0]?.id}`,
      '/settlements/:id': `/settlements/${settled[0]?.id}`,
      '/payment-runs/:id': `/payment-runs/${runId}`,
      '/bank-accounts/:id': `/bank-accounts/${bankAccountId}`,
      '/bank-lines/:id': '/bank-lines/1',
      '/exchange-rates/:id': `/exchange-rates/USD.${ON}`,
      '/figures/:figure': '/figures/orders-due',
      '/orders/:id': `/orders/${order.id}`,
      '/hold-rules/:id': '/hold-rules/huge-quantity',
      '/price-lists/:id': `/price-lists/${GOLD}`,
      '/invoices/:id': `/invoices/${order.invoices[0]?.id}`,
      '/customers/:id': `/customers/${order.partyId}`,
      '/dunning-letters/:id': `/dunning-letters/${letters[0]?.id}`,
      '/stock-documents/:id': `/stock-documents/${documentId}`,
      '/shipments/:id': `/shipments/${order.shipmentIds[0]}`,
      '/items/:id': `/items/${itemId}`,
      '/waves/:id': `/waves/${waveId}?tab=tasks`,
      '/wave-templates/:id': `/wave-templates/${AFTERNOON}`,
      '/package-types/:id': `/package-types/${BOX}`,
      '/carrier-services/:id': `/carrier-services/${EXPRESS}`,
      '/count-tasks/:id': `/count-tasks/${counts[0]?.id}`,
      '/places/:id': `/places/${warehouses[0]?.locations[0]?.id}`,
      '/purchase-orders/:id': `/purchase-orders/${purchaseId}`,
      '/purchase-orders/:id/edit': `/purchase-orders/${draftId}/edit`,
      '/purchase-orders/:id/receive': `/purchase-orders/${purchaseId}/receive`,
      '/purchase-orders/:id/bill': `/purchase-orders/${purchaseId}/bill`,
      '/bills/:id': `/bills/${billId}`,
      '/returns/:id': `/returns/${returnId}`,
      '/channels/:id': `/channels/${channelId}?tab=file`,
      '/inbox/:id': '/inbox/2',
      '/accounts/:id': `/accounts/${accountId}`,
      '/journal-entries/:id': '/journal-entries/1',
      '/accruals/:period': '/accruals/2026-01',
      '/revaluations/:period': '/revaluations/2026-01',
      '/close/:period': '/close/2026-01',
      '/close/:period/:item': '/close/2026-01/receivables-overdue',
      '/reopenings/:id': `/reopenings/${reopeningId}`,
      '/approvals/:id': `/approvals/${await request(users[0]?.id ?? '')}`,
      '/approval-policies/:code': '/approval-policies/entries',
      '/audit-log/:seq': '/audit-log/1',
      '/schedules/:id': '/schedules/engine.housekeeping',
      '/users/:id': `/users/${users[0]?.id}`,
      '/roles/:id': '/roles/owner',
    };
    await shop.enter();
  });
  afterAll(() => shop?.close());

  /** Something that waits for a second person. */
  async function request(userId: string): Promise<string> {
    const actor = (await shop.engine().actorNow(userId, 'test')) as Actor;
    const lines = [
      { account: { role: 'bank' }, amount: 500 },
      { account: { role: 'retained-earnings' }, amount: -500 },
    ];
    const entry = { commandId: 'walk-request-1', operation: 'accounting.postEntry', input: { on: ON, memo: 'Stamps', lines }, actor };
    const refused: unknown = await shop
      .engine()
      .dispatch(entry)
      .catch((error: unknown) => error);
    return (refused as { params: { requestId: string } }).params.requestId;
  }

  const paths = () => screens.map(({ path }) => (path.includes(':') ? (records[path] ?? '') : path));
  const open = async (path: string) => {
    await shop.go(path);
    await shop.browser.until(
      `location.hash === ${JSON.stringify(`#${path}`)} && document.querySelector('main h1, main .note h2') && !document.querySelector('.waiting')`,
    );
  };

  test('there is a real record behind every address', () => {
    expect(screens.filter(({ path }, i) => path.includes(':') && paths()[i] === '').map((s) => s.path)).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'each page of a record is readable for everybody, %s',
    async (scheme) => {
      await shop.browser.scheme(scheme);
      const found: Record<string, string[]> = {};
      for (const path of Object.values(records)) {
        await open(path);
        // A page that could not show its record would be readable, too.
        expect([path, await shop.browser.run(`document.querySelector('main .note h2')?.innerText ?? ''`)]).toEqual([path, '']);
        const wrong = await shop.breaches();
        if (wrong.length > 0) found[path] = wrong;
      }
      expect(found).toEqual({});
    },
    600_000,
  );

  test.each(SIZES)(
    'no screen scrolls sideways at $width x $height',
    async (size) => {
      await shop.browser.tell('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
      const wide: string[] = [];
      for (const path of paths()) {
        await open(path);
        const over = await shop.browser.run<number>(
          `Math.max(...[document.scrollingElement, document.querySelector('main')].map((e) => e.scrollWidth - e.clientWidth))`,
        );
        if (over > 0) wide.push(`${path}: ${over} px too wide`);
      }
      expect(wide).toEqual([]);
    },
    600_000,
  );

  test('nothing threw', () => {
    expect(shop.browser.complaints).toEqual([]);
  });
});

import type { Taken, Walk } from './walk.ts';

/** Orders, parcels and money. */
export async function selling(walk: Walk): Promise<void> {
  const { go, shop } = walk;
  walk.customer = (
    await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Carla', country: 'GB' })
  ).partyId;
  await go('sales.setOrderRule', {
    code: 'dear',
    name: 'Dear orders',
    test: { kind: 'high-value', above: 100_000 },
    severity: 'block',
    owner: { kind: 'role', id: 'support' },
  });
  const parts = [
    { share: 300_000, basis: 'invoice', days: 0 },
    { share: null, basis: 'month-end', days: 30 },
  ];
  await go('accounting.setPaymentTerms', { code: 'THREE', name: 'In two parts', parts, discount: { share: 20_000, days: 10 } });
  await go('sales.setCustomerTerms', {
    partyId: walk.customer,
    tier: 'gold',
    creditLimit: 10_000_000,
    paymentHold: false,
    paymentTerms: 'THREE',
  });
  await pricing(walk);
  const taken = await go<Taken>('sales.acceptOrder', walk.draft(4));
  const [line = 0] = (await walk.orderOf(taken.orderId)).lines.map((l) => l.id);
  await go('fulfillment.releaseAllocation', { orderId: taken.orderId });
  await go('sales.editOrder', { orderId: taken.orderId, lines: [{ orderLineId: line, qty: 5 }] });
  await go('sales.cancelLines', { orderId: taken.orderId, reason: 'one less', lines: [{ orderLineId: line, qty: 1 }] });
  await go('fulfillment.allocateOrder', { orderId: taken.orderId });
  const shipped = await go<{ shipments: { invoiceId: string }[] }>('fulfillment.shipOrder', { orderId: taken.orderId });
  const invoiceId = shipped.shipments[0]?.invoiceId ?? '';
  await go('documents.setLetterhead', { address: ['12 Mill Lane', 'London'], taxNumber: 'GB123' });
  await go('documents.print', { kind: 'invoice', ids: [invoiceId] });
  await go('sales.creditNote', { kind: 'price', invoiceId, reason: 'a scratch', lines: [{ orderLineId: line, net: 100, tax: 20 }] });
  await go('accounting.recordReceipt', { on: '2026-01-05', amount: 6000, partyId: walk.customer, settles: [{ invoiceId, amount: 5000 }] });
  await go('accounting.recordRefund', {
    on: '2026-01-05',
    amount: 100,
    partyId: walk.customer,
    via: 'bank',
    of: { role: 'receivable', itemKey: await creditOn(walk) },
  });

  const second = await shop.dispatch<Taken>('sales.acceptOrder', walk.draft(2, { payment: 'before-shipment' }));
  await go('accounting.recordCapture', { on: '2026-01-05', amount: 2880, partyId: walk.customer, orderId: second.orderId });
  await go('sales.issueInvoice', { orderId: second.orderId });
  await go('fulfillment.allocateOrders', { orderIds: [second.orderId] });
  await go('fulfillment.shipOrders', { orders: [{ orderId: second.orderId }] });

  const third = await shop.dispatch<Taken>(
    'sales.acceptOrder',
    walk.draft(1, { holds: [{ code: 'check', severity: 'block', detail: 'Call first' }] }),
  );
  const [hold] = (await walk.orderOf(third.orderId)).holds;
  const [me] = (await shop.ask<{ rows: { kind: string; id: string }[] }>('sales.listRuleOwners', {})).rows.filter((o) => o.kind === 'user');
  await go('sales.assignHold', { holdId: hold?.id ?? '', assigneeId: me?.id ?? null });
  await go('sales.releaseHold', { holdId: hold?.id ?? '', reason: 'called' });
  await go('fulfillment.fulfillOrder', { orderId: third.orderId });
  const doubted = { code: 'check', severity: 'block', detail: 'Call first' };
  const held = await shop.dispatch<Taken>('sales.acceptOrder', walk.draft(1, { holds: [doubted] }));
  await go('sales.releaseHolds', { orderId: held.orderId, reason: 'called' });
  const fourth = await shop.dispatch<Taken>('sales.acceptOrder', walk.draft(1));
  await go('fulfillment.fulfillOrders', { orders: [{ orderId: fourth.orderId }] });
  const fifth = await shop.dispatch<Taken>('sales.acceptOrder', walk.draft(1));
  await go('sales.cancelOrder', { orderId: fifth.orderId, reason: 'not wanted' });
  await go('fulfillment.acceptAndFulfill', { orders: [walk.draft(3)] });
}

/** Prices agreed with customers, and a discount somebody else has to allow. */
async function pricing(walk: Walk): Promise<void> {
  const { go, shop, met } = walk;
  const id = 'prl_00000000000000000000000001';
  const agreed = { id, name: 'Gold', includesTax: false, tiers: ['gold'], lines: [{ sku: 'CUP', priceMicros: 12_000_000 }] };
  await go('sales.setPriceList', agreed);
  await go('sales.setPriceList', { ...agreed, active: false });
  await go('sales.setDiscountLimit', { roleId: 'support', limitPpm: 100_000 });
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'dora', name: 'Dora Deal', roles: ['owner'] });
  const dora = { id: userId, device: 'desk', permissions: new Set(['*']), scopes: {} };
  const operation = 'sales.acceptOrderAboveLimit';
  const input = walk.draft(1);
  const before = shop.engine.writer.seq;
  const { preview } = await shop.send(operation, input, { dryRun: true });
  if (shop.engine.writer.seq !== before || !preview?.approval)
    throw new Error(`${operation} as a dry run did something, or needs one person`);
  const refusal: unknown = await shop.send(operation, input).catch((e: unknown) => e);
  const { requestId } = (refusal as { params: { requestId: string } }).params;
  await go('company.approve', { requestId }, { actor: dora, commits: 2 });
  met.add(operation);
}

/** Goods that come back, and some that never do. */
export async function returns(walk: Walk): Promise<void> {
  const { go, shop } = walk;
  const order = async () => {
    const { orderId } = await shop.dispatch<Taken>('sales.acceptOrder', walk.draft(3));
    await shop.send('fulfillment.shipOrder', { orderId });
    return { orderId, orderLineId: (await walk.orderOf(orderId)).lines[0]?.id ?? 0 };
  };
  const first = await order();
  const lines = [{ orderLineId: first.orderLineId, qty: 1 }];
  const announced = await go('returns.announceReturn', { orderId: first.orderId, lines });
  await go('returns.receiveAnnounced', { returnId: announced['returnId'] });
  await go('returns.creditReturn', { returnId: announced['returnId'] });
  await go('returns.restock', { returnId: announced['returnId'] });
  const broken = await go('returns.receiveReturn', { orderId: first.orderId, lines });
  await go('returns.writeDown', { returnId: broken['returnId'], reasonCode: 'damaged' });
  const dropped = await shop.dispatch<{ returnId: string }>('returns.announceReturn', { orderId: first.orderId, lines });
  await go('returns.cancelReturn', { returnId: dropped.returnId });
  await go('returns.receiveUnmatched', { partyId: walk.customer, lines: [{ sku: 'CUP', qty: 1, unitCostMicros: 3_000_000 }] });
  const lost = await shop.dispatch<{ returnId: string }>('returns.announceReturn', { orderId: first.orderId, lines });
  await shop.send('returns.creditReturn', { returnId: lost.returnId }, { expect: await walk.looked(lost.returnId) });
  await go('returns.closeMissing', { returnId: lost.returnId });
  const itemId = await walk.itemOf('CUP');
  await go('returns.receiveAndCredit', { returns: [{ partyId: walk.customer, lines: [{ itemId, qty: 1, unitCostMicros: 2_000_000 }] }] });
}

/** Key of what the customer has paid too much. */
async function creditOn({ shop, customer }: Walk): Promise<string> {
  const row = await shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('open_item').select('item_key').where('party_id', '=', customer).where('residual', '<', 0).executeTakeFirst(),
  );
  if (!row) throw new Error(`${customer} has no credit`);
  return row.item_key;
}

import type { Happening, Scene } from './scene.ts';

/** Deeds of buying. Each answers whether it was done: not all can be, whatever chance drew. */
export type Deed = (scene: Scene, h: Happening) => Promise<boolean>;

const KEYS = ['equal', 'quantity', 'value', 'weight', 'volume'] as const;
/** Today, or in one case of three a day gone by. */
const when = (s: Scene, h: Happening) => (h.pick % 3 === 0 ? { on: s.daysAgo(1 + (h.pick % 20)) } : {});
const MICROS_PER_MINOR = 10_000;

export const receiveLoose: Deed = async (s, h) => {
  const lines = [{ itemId: s.item(h.item), qty: h.qty, unitCostMicros: h.price }];
  return (await s.attempt('inventory.receiveStock', { warehouseId: s.site(h.site).warehouseId, ...when(s, h), lines })) !== undefined;
};

export const order: Deed = async (s, h) => {
  const supplier = s.suppliers[h.pick % s.suppliers.length];
  const landed = h.pick % 4 === 0 ? { landedMicros: h.pick * 100 } : {};
  const taxed = h.pick % 5 === 0 ? { taxCode: 'V20' } : {};
  const priceMicros = supplier?.currency === 'JPY' ? h.price * 100 : h.price;
  const first = { itemId: s.item(h.item), qty: h.qty + 6, priceMicros, ...landed, ...taxed };
  const second = h.pick % 2 === 0 && h.other !== h.item ? [{ itemId: s.item(h.other), qty: h.qty + 2, priceMicros }] : [];
  const input = { partyId: supplier?.partyId, warehouseId: s.site(h.site).warehouseId, confirm: true, lines: [first, ...second] };
  const made = await s.attempt<{ orderId: string }>('purchasing.createOrder', input);
  if (made && supplier) s.bought.push({ ...supplier, orderId: made.orderId, lines: 1 + second.length });
  return made !== undefined;
};

export const receive: Deed = async (s, h) => {
  const bought = s.recent(s.bought, h.pick);
  if (!bought) return false;
  const lines = h.pick % 4 === 0 ? {} : { lines: [{ lineNo: 1 + (h.other % bought.lines), qty: h.qty }] };
  const place = h.pick % 7 === 0 ? { locationId: s.site(h.site).quarantine } : {};
  const input = { orderId: bought.orderId, ...when(s, h), ...place, ...lines };
  const came = await s.attempt<{ receiptId: string }>('purchasing.receiveOrder', input);
  if (came) s.receipts.push(came.receiptId);
  return came !== undefined;
};

/** Ours from the handover of the supplier, and on the way: a transfer that arrives later. */
export const handedOver: Deed = async (s, h) => {
  const bought = s.recent(s.bought, h.pick);
  if (!bought) return false;
  const lines = [{ lineNo: 1, qty: h.qty }];
  const input = { orderId: bought.orderId, underWay: true, lines };
  const came = await s.attempt<{ receiptId: string; transferId: string }>('purchasing.receiveOrder', input);
  if (!came) return false;
  s.receipts.push(came.receiptId);
  s.transfers.push({ documentId: came.transferId, qty: h.qty });
  return true;
};

/** As ordered, at another price, or as a sum; early or late, for part of what came. */
export const bill: Deed = async (s, h) => {
  const bought = s.recent(s.bought, h.pick);
  if (!bought) return false;
  s.papers += 1;
  const scale = bought.currency === 'JPY' ? 100 : 1;
  const said = [{}, { unitPriceMicros: h.price * scale }, { net: h.price % 20_000 }][h.pick % 3] ?? {};
  const lines = [{ orderId: bought.orderId, lineNo: 1 + (h.other % bought.lines), qty: h.qty, ...said }];
  const input = { partyId: bought.partyId, reference: `R-${s.papers}`, lines };
  const posted = await s.attempt<{ billId: string }>('purchasing.postBill', input);
  if (posted) s.bills.push({ billId: posted.billId, partyId: bought.partyId, currency: bought.currency });
  return posted !== undefined;
};

export const payBill: Deed = async (s, h) => {
  const billed = s.recent(s.bills, h.pick);
  if (!billed) return false;
  const { open, foreign } = await s.shop.ask<{ open: number; foreign: { open: number } | null }>('purchasing.getBill', {
    billId: billed.billId,
  });
  const owed = foreign?.open ?? open;
  const amount = h.pick % 2 === 0 ? owed : Math.ceil(owed / 3);
  if (amount <= 0) return false;
  const taken = billed.currency !== 'GBP' && h.pick % 3 === 0 ? { taken: Math.max(1, open + (h.pick % 50)) } : {};
  const input = { partyId: billed.partyId, on: s.today(), settles: [{ billId: billed.billId, amount }], ...taken };
  return (await s.attempt('purchasing.payBills', input)) !== undefined;
};

export const landed: Deed = async (s, h) => {
  const method = KEYS[h.other % KEYS.length] ?? 'equal';
  const named = [...new Set([s.recent(s.receipts, h.pick), s.recent(s.receipts, h.pick + 1)])].flatMap((receiptId) => receiptId ?? []);
  if (named.length === 0) return false;
  const receipts = named.map((receiptId, i) => {
    const measured = method === 'weight' || method === 'volume';
    return { receiptId, ...(measured ? { lineNo: 1, measure: (h.pick + i * 3) % 7 } : {}) };
  });
  return (await s.attempt('purchasing.postLandedCost', { amount: 1 + (h.price % 9_999), method, receipts })) !== undefined;
};

export const sendBack: Deed = async (s, h) => {
  const receiptId = s.recent(s.receipts, h.pick);
  if (receiptId === undefined) return false;
  const input = { receiptId, reason: 'not as ordered', lines: [{ lineNo: 1, qty: 1 + (h.qty % 3) }] };
  const back = await s.attempt<{ returnId: string }>('purchasing.returnGoods', input);
  if (back) s.givenBack.push(back.returnId);
  return back !== undefined;
};

export const supplierCredits: Deed = async (s, h) => {
  const returnId = s.recent(s.givenBack, h.pick);
  if (returnId === undefined) return false;
  s.papers += 1;
  const net = h.pick % 2 === 0 ? {} : { net: h.price % 5_000 };
  return (await s.attempt('purchasing.creditSupplierReturn', { returnId, reference: `C-${s.papers}`, ...net })) !== undefined;
};

export const writeOff: Deed = async (s, h) => {
  const bought = s.recent(s.bought, h.pick);
  if (!bought) return false;
  const input = { orderId: bought.orderId, lineNo: 1, reason: 'never billed' };
  return (await s.attempt('purchasing.writeOffGrni', input)) !== undefined;
};

export const rate: Deed = async (s, h) => {
  const currency = h.site === 0 ? 'USD' : 'JPY';
  const input = { currency, on: s.today(), rate: { foreign: currency === 'JPY' ? 15_000 : 100, company: 70 + (h.pick % 30) } };
  const { rows } = await s.shop.ask<{ rows: { revision: number }[] }>('accounting.listRates', {
    filter: [{ column: 'id', op: 'eq', value: `${currency}.${input.on}` }],
  });
  if (rows.length > 0) return false;
  // A rate that is new has no revision to look at.
  await s.shop.dispatch('accounting.setRate', input);
  return true;
};

/** Minor units of a price in micros, at least one. */
export const minorOf = (micros: number): number => Math.max(1, Math.round(micros / MICROS_PER_MINOR));

import type { Deed } from './buying.ts';

export const transfer: Deed = async (s, h) => {
  const lines = [{ itemId: s.item(h.item), qty: h.qty }];
  const input = { fromLocationId: s.site(h.site).stock, toLocationId: s.site(h.site + 1).stock, lines };
  return (await s.attempt('inventory.transferStock', input)) !== undefined;
};

export const aside: Deed = async (s, h) => {
  const { stock, quarantine } = s.site(h.site);
  const [fromLocationId, toLocationId] = h.pick % 2 === 0 ? [stock, quarantine] : [quarantine, stock];
  const lines = [{ itemId: s.item(h.item), qty: 1 + (h.qty % 4) }];
  return (await s.attempt('inventory.transferStock', { fromLocationId, toLocationId, lines })) !== undefined;
};

export const send: Deed = async (s, h) => {
  const lines = [{ itemId: s.item(h.item), qty: h.qty }];
  const input = { fromLocationId: s.site(h.site).stock, toLocationId: s.site(h.site + 1).stock, lines };
  const sent = await s.attempt<{ documentId: string }>('inventory.shipTransfer', input);
  if (sent) s.transfers.push({ documentId: sent.documentId, qty: h.qty });
  return sent !== undefined;
};

/** All of it, or in parts with something lost. */
export const arrive: Deed = async (s, h) => {
  const sent = s.recent(s.transfers, h.pick);
  if (!sent) return false;
  const lines = h.pick % 3 === 0 ? {} : { lines: [{ lineNo: 1, received: Math.floor(sent.qty / 2), lost: h.pick % 2 }] };
  return (await s.attempt('inventory.receiveTransfer', { documentId: sent.documentId, ...lines })) !== undefined;
};

export const count: Deed = async (s, h) => {
  const input = {
    locationId: s.site(h.site).stock,
    reasonCode: 'count-difference',
    lines: [{ itemId: s.item(h.item), counted: h.pick % 30 }],
  };
  return (await s.attempt('inventory.postCount', input)) !== undefined;
};

export const writeDown: Deed = async (s, h) => {
  const reasonCode = h.pick % 2 === 0 ? 'damaged' : 'lost';
  const input = { locationId: s.site(h.site).stock, reasonCode, lines: [{ itemId: s.item(h.item), qty: 1 + (h.qty % 3) }] };
  return (await s.attempt('inventory.writeDown', input)) !== undefined;
};

export const restandard: Deed = async (s, h) => {
  const lines = [{ itemId: s.item(h.item), standardCostMicros: h.price }];
  return (await s.attempt('inventory.changeStandardCost', { lines })) !== undefined;
};

/** A category is costed by another method: pools that hold goods keep theirs until they are empty. */
export const recost: Deed = async (s, h) => {
  const methods = ['fifo', 'average'] as const;
  const input = { name: methods[h.site], costing: methods[h.pick % 2] };
  return (await s.attempt('catalog.setCategory', input)) !== undefined;
};

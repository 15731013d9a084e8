/** A promise that becomes work: this many of an item for an order line. */
export interface Wanted {
  readonly orderId: string;
  readonly orderLineId: number;
  readonly itemId: string;
  readonly qty: number;
}

/** What a place still has to give: on hand less what other open tasks take from it. */
export interface FreePlace {
  readonly locationId: string;
  /** Where the place stands on the walk: lower first. */
  readonly path: number;
  left: number;
  /** The lot, of a tracked item. */
  readonly lotId?: string;
}

/** A pick planned: take `qty` from this place. */
export interface PlannedPick extends Wanted {
  readonly locationId: string;
  readonly path: number;
  readonly lotId?: string;
}

/**
 * Chooses the places: those of an item in the order given (path, or longest lain first), each emptied before the next. What no
 * place has is left out: it stays promised and is picked another time. Lowers `places`.
 */
export function decidePicks(wanted: readonly Wanted[], places: ReadonlyMap<string, readonly FreePlace[]>): PlannedPick[] {
  const picks: PlannedPick[] = [];
  for (const want of wanted) {
    let missing = want.qty;
    for (const place of places.get(want.itemId) ?? []) {
      const qty = Math.min(missing, place.left);
      if (qty <= 0) continue;
      place.left -= qty;
      missing -= qty;
      const { locationId, path, lotId } = place;
      picks.push({ ...want, qty, locationId, path, ...(lotId === undefined ? {} : { lotId }) });
      if (missing === 0) break;
    }
  }
  return picks;
}

/** Puts picks into the order they are walked: order after order, or along the path for all of them. */
export function walkOrder(
  picks: readonly PlannedPick[],
  orderIds: readonly string[],
  method: 'single' | 'batch' | 'cluster',
): PlannedPick[] {
  const rank = new Map(orderIds.map((id, i) => [id, i]));
  const place = (p: PlannedPick) => rank.get(p.orderId) ?? 0;
  const byOrder = (a: PlannedPick, b: PlannedPick) => place(a) - place(b);
  const byPath = (a: PlannedPick, b: PlannedPick) => a.path - b.path || (a.itemId < b.itemId ? -1 : a.itemId > b.itemId ? 1 : 0);
  return picks.toSorted((a, b) =>
    method === 'single' ? byOrder(a, b) || byPath(a, b) : byPath(a, b) || byOrder(a, b) || a.orderLineId - b.orderLineId,
  );
}

/** What a carrier is told of a parcel. */
export interface CarrierParcel {
  readonly number: string;
  readonly orderNumber: string;
  readonly name: string;
  readonly country: string;
  readonly weightGrams: number | null;
}

/** A carrier as the house sees it: what it calls a parcel, and the list it is given with the parcels. Made without the network. */
export interface Carrier {
  /** Reference on the label where the bench was given none. */
  readonly tracking: (parcelNumber: string) => string;
  readonly manifest: (parcels: readonly CarrierParcel[]) => string;
}

const quoted = (cell: string): string => {
  // A cell that begins like a formula would be run by a spreadsheet.
  const plain = /^[=+\-@]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** Any carrier: our own number as reference, and a CSV of the parcels. */
export const genericCarrier: Carrier = {
  tracking: (parcelNumber) => parcelNumber,
  manifest: (parcels) =>
    [
      ['parcel', 'order', 'name', 'country', 'weight_g'],
      ...parcels.map((p) => [p.number, p.orderNumber, p.name, p.country, p.weightGrams === null ? '' : String(p.weightGrams)]),
    ]
      .map((row) => `${row.map(quoted).join(',')}\r\n`)
      .join(''),
};

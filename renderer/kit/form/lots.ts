/** Lots or serial numbers as typed into one field, however many, with spaces, commas or semicolons between. */
export const lotCodes = (typed: string | undefined): string[] => (typed ?? '').split(/[\s,;]+/).filter((code) => code !== '');

/** The lots of a line as typed, for a command; nothing where none was typed. */
export function lotsOf(typed: string | undefined): { readonly lots?: { readonly code: string }[] } {
  const codes = lotCodes(typed);
  return codes.length === 0 ? {} : { lots: codes.map((code) => ({ code })) };
}

/** Refusals about the lots of a line, which are shown beside them. */
export const LOT_CONCERNS = {
  'inventory.lotNeeded': 'lot',
  'inventory.lotsDiffer': 'lot',
  'inventory.unknownLot': 'lot',
  'inventory.lotNotThere': 'lot',
  'inventory.lotStopped': 'lot',
  'inventory.serialTaken': 'lot',
  'inventory.notTracked': 'lot',
} as const;

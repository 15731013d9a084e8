import { words } from '../format.ts';
import { useAsk } from '../use-ask.ts';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Warehouses and their places as choices, those with a person's access only; undefined until they are known. */
export function usePlaces():
  | { readonly warehouses: readonly Choice[]; readonly places: readonly (Choice & { readonly warehouseId: string })[] }
  | undefined {
  const rows = useAsk('inventory.listWarehouses', {}).output?.rows;
  if (!rows) return undefined;
  return {
    warehouses: rows.map((w) => ({ value: w.id, text: `${w.code} ${w.name}` })),
    places: rows.flatMap((w) =>
      w.locations.map((l) => ({ value: l.id, text: `${l.code} (${words(l.status).toLowerCase()})`, warehouseId: w.id })),
    ),
  };
}

/** Reason codes of a kind as choices; undefined until they are known. */
export function useReasons(kind: string): readonly Choice[] | undefined {
  const rows = useAsk('company.listReasonCodes', {}).output?.rows;
  return rows?.filter((r) => r.kind === kind).map((r) => ({ value: r.code, text: r.text }));
}

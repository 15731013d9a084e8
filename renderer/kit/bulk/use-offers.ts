import { useCallback, useMemo, useState } from 'react';
import type { ListName } from '../../../preload/contract/lists.ts';
import type { BulkAction } from '../grid/BulkBar.tsx';
import type { ListChoice } from '../grid/list-source.ts';
import { tell } from '../tell.ts';
import type { BulkOffer } from './offer.ts';
import { t } from './text.ts';
import type { BulkChoice } from './use-bulk.ts';

/** Most rows that are named one by one: as many values as a condition takes. */
const NAMED_MAX = 500;
const NO_OFFERS: readonly BulkOffer[] = [];

/** What a list offers to do with many rows as buttons of its bar, and the one that is being done. */
export function useOffers<Row>(
  list: ListName,
  offers: readonly BulkOffer[] = NO_OFFERS,
  choice: ListChoice,
  total: number | undefined,
  rowId: (row: Row) => string,
) {
  const [doing, setDoing] = useState<{ readonly offer: BulkOffer; readonly choice: BulkChoice }>();
  const close = useCallback(() => setDoing(undefined), []);
  const actions = useMemo<readonly BulkAction<Row>[]>(
    () =>
      offers.map((offer) => ({
        verb: offer.verb,
        takesEverything: true,
        run({ rows, everything }) {
          if (everything) {
            setDoing({ offer, choice: { list, filter: choice.filter, search: choice.search, count: total ?? rows.length } });
          } else if (rows.length > NAMED_MAX) {
            tell(t('tooMany', { count: NAMED_MAX }), 'bad');
          } else {
            const filter = [{ column: 'id', op: 'in' as const, values: rows.map(rowId) }];
            setDoing({ offer, choice: { list, filter, search: '', count: rows.length } });
          }
        },
      })),
    [offers, list, choice, total, rowId],
  );
  return { doing, actions, close };
}

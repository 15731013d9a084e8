import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { usePerson } from '../../../client/session.ts';
import { whyAsks, whyOf } from '../../../kit/action/action.ts';
import type { BulkOffer } from '../../../kit/bulk/offer.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { presetsFor, useHoldsView } from './store.ts';
import { t } from './text.ts';

const idOf = (h: { readonly id: string }) => h.id;

/** What people choose among when they give a hold away. */
interface Person {
  readonly value: string;
  readonly text: string;
}

const offersFor = (me: string | undefined, people: readonly Person[]): readonly BulkOffer[] => [
  { verb: t('lift'), operation: 'sales.releaseHold', asks: whyAsks('hold-release'), input: whyOf },
  ...(me === undefined ? [] : [{ verb: t('take'), operation: 'sales.assignHold', input: () => ({ assigneeId: me }) }]),
  {
    verb: t('give'),
    operation: 'sales.assignHold',
    asks: [{ name: 'assigneeId', label: t('whom'), kind: 'choice' as const, options: people }],
    input: ({ assigneeId = '' }) => ({ assigneeId }),
  },
];

/** Orders that wait for a decision, each with the rule, the figures and who decides until when. */
export default function Holds() {
  const currency = useCurrency();
  const me = usePerson((p) => p.person?.userId);
  const owners = useAsk('sales.listRuleOwners', {}).output;
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const presets = useMemo(() => presetsFor(me), [me]);
  const offers = useMemo(() => {
    const people = (owners?.rows ?? []).filter((o) => o.kind === 'user').map((o) => ({ value: o.id, text: o.name }));
    return offersFor(
      people.find((p) => p.value === me)?.value,
      people.filter((p) => p.value !== me),
    );
  }, [me, owners]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        label={t('title')}
        list="sales.holds"
        offers={offers}
        open={(h) => `/orders/${h.orderId}?tab=holds`}
        presets={presets}
        rowId={idOf}
        view={useHoldsView}
      />
    </Page>
  );
}

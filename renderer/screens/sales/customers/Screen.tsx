import { useCallback, useMemo } from 'react';
import { ask } from '../../../client/ask.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { type PartyRow, useCustomersView } from './store.ts';
import { t } from './text.ts';

/** Everybody goods were sold to, by name. */
export default function Customers() {
  const view = useCustomersView();
  const load = useCallback<Load<PartyRow>>(
    async (offset, limit) =>
      (await ask('parties.listParties', { offset, limit, ...(view.filter === '' ? {} : { startsWith: view.filter }) })).output,
    [view.filter],
  );
  const actions = useMemo(
    () => [
      action({
        verb: t('add'),
        operation: 'parties.createParty',
        asks: [
          { name: 'name', label: t('name'), kind: 'text' },
          { name: 'country', label: t('country'), kind: 'text', hint: 'ISO 3166, GB or DE' },
          { name: 'email', label: t('email'), kind: 'text', optional: true },
          { name: 'phone', label: t('phone'), kind: 'text', optional: true },
        ],
        input: ({ name = '', country = '', email, phone }) => ({
          kind: 'customer' as const,
          name,
          country: country.toUpperCase(),
          ...(email === undefined ? {} : { email }),
          ...(phone === undefined ? {} : { phone }),
        }),
      }),
    ],
    [],
  );
  return (
    <Page
      beside={
        <>
          <label>
            {t('begins')} <input onChange={(e) => useCustomersView.setFilter(e.currentTarget.value)} type="search" value={view.filter} />
          </label>
          <span className="push" />
          <Actions actions={actions} />
        </>
      }
      fill
      title={t('title')}
    >
      <Grid
        columns={columns}
        empty={view.filter === '' ? t('empty') : t('none')}
        keep={useCustomersView.setState}
        label={t('title')}
        load={load}
        open={(p) => `/customers/${p.id}`}
        rowId={(p) => p.id}
        view={view}
      />
    </Page>
  );
}

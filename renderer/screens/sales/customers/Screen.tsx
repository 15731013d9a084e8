import { useMemo } from 'react';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useCustomersView } from './store.ts';
import { t } from './text.ts';

/** Everybody the company trades with, by name; it opens with those goods are sold to. */
export default function Customers() {
  const actions = useMemo(
    () => [
      action({
        verb: t('add'),
        operation: 'parties.createParty',
        asks: [
          { name: 'name', label: t('name'), kind: 'text' },
          { name: 'country', label: t('country'), kind: 'text', hint: t('countryHint') },
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
    <Page actions={<Actions actions={actions} />} fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="parties.parties"
        open={(p) => `/customers/${p.id}`}
        presets={presets}
        rowId={(p) => p.id}
        view={useCustomersView}
      />
    </Page>
  );
}

import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useBankStatementsView } from './store.ts';
import { t } from './text.ts';

/** Statements as they came, newest first; each leads to its lines. */
export default function BankStatements() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        label={t('title')}
        list="banking.bankStatements"
        open={(s) => `/bank-lines?statementId=${s.id}`}
        presets={presets}
        rowId={(s) => s.id}
        view={useBankStatementsView}
      />
    </Page>
  );
}

import { useCallback, useMemo } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { useKeys } from '../../../kit/keys.ts';
import { Page } from '../../../kit/Page.tsx';
import { go, linkTo } from '../../../kit/route.ts';
import { columns } from './columns.ts';
import { type DocumentRow, type Kind, useCountsView, useReceiptsView, useTransfersView } from './store.ts';
import { t } from './text.ts';

interface ListProps {
  readonly title: string;
  readonly use: typeof useReceiptsView;
  readonly kinds: readonly { readonly value: Kind; readonly text: string }[];
  /** Forms that make a new one; the first is reached by N. */
  readonly forms: readonly { readonly path: string; readonly verb: string }[];
  readonly empty: string;
}

/** Stock documents of a kind, newest day first, and the way to a new one. */
function Documents({ title, use, kinds, forms, empty }: ListProps) {
  const view = use();
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(view.filter, currency), [view.filter, currency]);
  const load = useCallback<Load<DocumentRow>>(
    async (offset, limit) => (await ask('inventory.listDocuments', { offset, limit, kind: view.filter })).output,
    [view.filter],
  );
  useKeys(forms.slice(0, 1).map(({ path, verb }) => ({ key: 'n', says: verb, run: () => go(path) })));
  const beside = (
    <>
      {kinds.length > 1 ? <Tabs choose={use.setFilter} label={t('kind')} options={kinds} value={view.filter} /> : null}
      <span className="push" />
      {forms.map(({ path, verb }, i) => (
        <a className={i === 0 ? 'button primary' : 'button'} href={linkTo(path)} key={path}>
          {verb}
        </a>
      ))}
    </>
  );
  return (
    <Page beside={beside} fill title={title}>
      <Grid
        columns={columnsHere}
        empty={empty}
        keep={use.setState}
        key={view.filter}
        label={title}
        load={load}
        open={(d) => `/stock-documents/${d.id}`}
        rowId={(d) => d.id}
        view={view}
      />
    </Page>
  );
}

/** Goods that came in without a purchase order, and the stock the company started with. */
export const Receipts = () => (
  <Documents
    empty={t('emptyReceipts')}
    forms={[{ path: '/receipts/new', verb: t('receiveNew') }]}
    kinds={[
      { value: 'receipt', text: t('receiptKind') },
      { value: 'opening', text: t('openingKind') },
    ]}
    title={t('receipts')}
    use={useReceiptsView}
  />
);

/** Stock that went from one place to another, and what is still under way. */
export const Transfers = () => (
  <Documents
    empty={t('emptyTransfers')}
    forms={[{ path: '/transfers/new', verb: t('transferNew') }]}
    kinds={[{ value: 'transfer', text: t('transferKind') }]}
    title={t('transfers')}
    use={useTransfersView}
  />
);

/** What was counted, and what was written down. */
export const Counts = () => (
  <Documents
    empty={t('emptyCounts')}
    forms={[
      { path: '/counts/new', verb: t('countNew') },
      { path: '/write-downs/new', verb: t('writeDownNew') },
    ]}
    kinds={[
      { value: 'count', text: t('countKind') },
      { value: 'write-down', text: t('writeDownKind') },
    ]}
    title={t('counts')}
    use={useCountsView}
  />
);

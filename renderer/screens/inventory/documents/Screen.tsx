import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { List } from '../../../kit/grid/List.tsx';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { useKeys } from '../../../kit/keys.ts';
import { Page } from '../../../kit/Page.tsx';
import { go, linkTo } from '../../../kit/route.ts';
import { columns, type Face } from './columns.ts';
import { countPresets, receiptPresets, transferPresets, useCountsView, useReceiptsView, useTransfersView } from './store.ts';
import { t } from './text.ts';

interface DocumentsProps {
  readonly title: string;
  readonly use: typeof useReceiptsView;
  readonly presets: readonly Preset[];
  /** Which columns matter for these kinds; the others can be chosen. */
  readonly face: Face;
  /** Forms that make a new one; the first is reached by N. */
  readonly forms: readonly { readonly path: string; readonly verb: string }[];
  readonly empty: string;
}

/** Stock documents of some kinds, newest day first, and the way to a new one. */
function Documents({ title, use, presets, face, forms, empty }: DocumentsProps) {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(face, currency), [face, currency]);
  useKeys(forms.slice(0, 1).map(({ path, verb }) => ({ key: 'n', says: verb, run: () => go(path) })));
  const ways = forms.map(({ path, verb }, i) => (
    <a className={i === 0 ? 'button primary' : 'button'} href={linkTo(path)} key={path}>
      {verb}
    </a>
  ));
  return (
    <Page actions={ways} fill title={title}>
      <List
        columns={columnsHere}
        empty={empty}
        label={title}
        list="inventory.documents"
        open={(d) => `/stock-documents/${d.id}`}
        presets={presets}
        rowId={(d) => d.id}
        view={use}
      />
    </Page>
  );
}

/** Goods that came in without a purchase order, and the stock the company started with. */
export const Receipts = () => (
  <Documents
    empty={t('emptyReceipts')}
    face="receipt"
    forms={[{ path: '/receipts/new', verb: t('receiveNew') }]}
    presets={receiptPresets}
    title={t('receipts')}
    use={useReceiptsView}
  />
);

/** Stock that went from one place to another, and what is still under way. */
export const Transfers = () => (
  <Documents
    empty={t('emptyTransfers')}
    face="transfer"
    forms={[{ path: '/transfers/new', verb: t('transferNew') }]}
    presets={transferPresets}
    title={t('transfers')}
    use={useTransfersView}
  />
);

/** What was counted, and what was written down. */
export const Counts = () => (
  <Documents
    empty={t('emptyCounts')}
    face="count"
    forms={[
      { path: '/counts/new', verb: t('countNew') },
      { path: '/write-downs/new', verb: t('writeDownNew') },
    ]}
    presets={countPresets}
    title={t('counts')}
    use={useCountsView}
  />
);

import { useCallback, useMemo } from 'react';
import { MARGIN_KEYS } from '../../../../preload/contract/insight-margins.ts';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { ExportReport } from '../../../kit/export/ExportReport.tsx';
import { Tabs } from '../../../kit/Filter.tsx';
import { money } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { setQuery, usePath, useQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { reportOf } from './report.ts';
import { type Asked, keyNamed, type MarginRow, PARTS, pathOf, useMarginsView } from './store.ts';
import { t } from './text.ts';

type Sort = NonNullable<Parameters<typeof ask<'insight.margins'>>[1]['sort']>;
const asDay = (text: string | undefined) => (text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined);

/** What the address asks for; without days, the month up to today. */
function useAsked(): Asked | undefined {
  const today = useAsk('engine.status', {}).output?.today;
  const [by, from, to] = [useQuery('by'), asDay(useQuery('from')), asDay(useQuery('to'))];
  const [channelId, categoryId, itemId, partyId, orderId] = [
    useQuery('channelId'),
    useQuery('categoryId'),
    useQuery('itemId'),
    useQuery('partyId'),
    useQuery('orderId'),
  ];
  return useMemo(() => {
    if (today === undefined) return undefined;
    const until = to ?? today;
    return {
      by: keyNamed(by),
      from: from ?? `${until.slice(0, 8)}01`,
      to: until,
      ...(channelId ? { channelId } : {}),
      ...(categoryId ? { categoryId } : {}),
      ...(itemId ? { itemId } : {}),
      ...(partyId ? { partyId } : {}),
      ...(orderId ? { orderId } : {}),
    };
  }, [today, by, from, to, channelId, categoryId, itemId, partyId, orderId]);
}

/** What was left of what was sold, by channel, category, product, customer, order or order line, beside the books; a row leads to what it is made of. */
export default function Margins() {
  const currency = useCurrency();
  const path = usePath();
  const asked = useAsked();
  const wrong = asked !== undefined && asked.from > asked.to;
  const { output, failure, again } = useAsk('insight.margins', asked && !wrong ? { ...asked, limit: 1 } : undefined);
  if (!asked) return <Waiting />;
  const set = (parts: Readonly<Record<string, string | undefined>>) => setQuery(path, parts);
  return (
    <Page
      actions={output ? <ExportReport question={reportOf(asked, currency, output.part)} /> : null}
      beside={
        <>
          <label>
            {t('from')} <input onChange={(e) => set({ from: e.currentTarget.value || undefined })} type="date" value={asked.from} />
          </label>
          <label>
            {t('through')} <input onChange={(e) => set({ to: e.currentTarget.value || undefined })} type="date" value={asked.to} />
          </label>
          {output ? <BesideBooks output={output} /> : null}
        </>
      }
      fill
      title={t('title')}
    >
      <Tabs
        choose={(by) => set({ by })}
        label={t('by')}
        options={MARGIN_KEYS.map((value) => ({ value, text: t(value) }))}
        value={asked.by}
      />
      {output?.part ? (
        <p className="quiet">
          {t('only', { part: output.part })}{' '}
          <button className="plain" onClick={() => set(Object.fromEntries(PARTS.map((part) => [part, undefined])))} type="button">
            {t('all')}
          </button>
        </p>
      ) : null}
      {failure && !output ? <FailureNote again={again} failure={failure} /> : null}
      {wrong ? <p>{t('wrongDays')}</p> : null}
      {output && !wrong ? <MarginRows asked={asked} output={output} /> : failure || wrong ? null : <Waiting />}
    </Page>
  );
}

/** What the books hold of these days that no sale here came to: entries by hand, fees and charges of no order. */
function BesideBooks({ output: { books, total } }: { readonly output: OutputOf<'insight.margins'> }) {
  const currency = useCurrency();
  if (!books) return null;
  const besides = {
    revenue: books.revenue - total.revenue - total.charges,
    cost: books.cost - total.cost - total.later,
    fees: books.fees - total.fees,
  };
  if (Object.values(besides).every((amount) => amount === 0)) return <span className="quiet">{t('agrees')}</span>;
  const said = Object.fromEntries(Object.entries(besides).map(([name, amount]) => [name, money(amount, currency)]));
  return <span className="quiet">{t('besides', said)}</span>;
}

function MarginRows({ asked, output }: { readonly asked: Asked; readonly output: OutputOf<'insight.margins'> }) {
  const view = useMarginsView();
  const currency = useCurrency();
  const shown = useMemo(() => columns(currency, asked), [currency, asked]);
  const load = useCallback<Load<MarginRow>>(
    async (offset, limit, [level]) => {
      const sorted = level ? { sort: level.column as Sort, direction: level.direction } : {};
      return (await ask('insight.margins', { ...asked, ...sorted, offset, limit })).output;
    },
    [asked],
  );
  const { revenue, charges, margin } = output.total;
  return (
    <Grid
      columns={shown}
      empty={t('empty')}
      foot={t('foot', { revenue: money(revenue + charges, currency), margin: money(margin, currency), currency })}
      keep={useMarginsView.setState}
      key={asked.by}
      label={t('title')}
      load={load}
      open={(r) => pathOf(r, asked)}
      rowId={(r) => r.id ?? ''}
      total={output.count}
      view={view}
    />
  );
}

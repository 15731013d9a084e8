import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { count, day, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { linkTo, useQuery } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { lineColumns, QUOTE_TONES, versionColumns } from './columns.ts';
import type { Quote } from './store.ts';
import { t } from './text.ts';

/** One quote: its prices, until when they are offered, what became of it, and its earlier versions. */
export default function QuoteScreen({ params }: ScreenProps) {
  const quoteId = params['id'] ?? '';
  const version = Number(useQuery('version') ?? '');
  const chosen = Number.isSafeInteger(version) && version > 0 ? { version } : {};
  const { output: quote, failure, again } = useAsk('sales.getQuote', { quoteId, ...chosen });
  if (failure && !quote) return <FailureNote again={again} failure={failure} />;
  if (!quote) return <Waiting />;
  return <QuotePage quote={quote} />;
}

/** What has to be read before anything else. */
function Notices({ quote }: { readonly quote: Quote }) {
  const { over, declineReason, shown, version } = quote;
  return (
    <>
      {over ? <p className="notice">{t('overNote')}</p> : null}
      {declineReason === null ? null : <p className="notice">{t('declined', { reason: declineReason })}</p>}
      {shown === version ? null : <p className="notice">{t('earlier', { version: count(shown), stands: count(version) })}</p>}
    </>
  );
}

function QuotePage({ quote }: { readonly quote: Quote }) {
  const { currency, id } = quote;
  const open = quote.state === 'draft' || quote.state === 'sent';
  return (
    <Detail
      actions={actionsOf(quote)}
      amounts={[{ name: currency, value: money(quote.total, currency), path: `/quotes/${id}?tab=lines` }]}
      crumb={{ title: t('quotes'), path: '/quotes' }}
      facts={[
        { name: t('quoted'), value: day(quote.quotedOn) },
        { name: t('until'), value: day(quote.validUntil) },
        { name: t('version'), value: count(quote.version), path: `/quotes/${id}?tab=versions` },
        ...(quote.sentOn === null ? [] : [{ name: t('sent'), value: day(quote.sentOn) }]),
        ...(quote.decidedOn === null ? [] : [{ name: t('decided'), value: day(quote.decidedOn) }]),
        ...(quote.orderId === null ? [] : [{ name: t('order'), value: quote.orderNumber ?? '', path: `/orders/${quote.orderId}` }]),
        { name: t('net'), value: money(quote.net, currency) },
        { name: t('tax'), value: money(quote.tax, currency) },
      ]}
      notice={<Notices quote={quote} />}
      papers={[{ kind: 'quote', id, number: quote.number }]}
      party={quote.partyName}
      state={quote.over ? { word: t('over'), tone: 'bad' } : { word: words(quote.state), tone: QUOTE_TONES[quote.state] }}
      tabs={[
        {
          id: 'lines',
          title: t('lines'),
          count: quote.lines.length,
          body: () => (
            <>
              {open ? (
                <div className="section-head">
                  <span className="push" />
                  <a href={linkTo(`/quotes/${id}/revise`)}>{t('revise')}</a>
                </div>
              ) : null}
              <Table
                columns={lineColumns(currency)}
                empty={t('noLine')}
                label={t('lines')}
                rowId={(l) => String(l.id)}
                rows={quote.lines}
              />
              {quote.memo === '' ? null : <p>{quote.memo}</p>}
            </>
          ),
        },
        {
          id: 'versions',
          title: t('versions'),
          count: quote.versions.length,
          body: () => (
            <Table
              columns={versionColumns(id, currency)}
              empty={t('noLine')}
              label={t('versions')}
              rowId={(v) => String(v.version)}
              rows={quote.versions}
            />
          ),
        },
        { id: 'history', title: t('history'), body: () => <History id={id} table="quote" /> },
      ]}
      title={quote.number}
    />
  );
}

import { useCallback, useState } from 'react';
import { takesFiles } from '../../../../preload/contract/channel-files.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { action } from '../../../kit/action/action.ts';
import { useOffer } from '../../../kit/action/offered.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { Tabs } from '../../../kit/Filter.tsx';
import { money, words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { setQuery } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { inboxColumns, proofColumns, pushColumns, runColumns } from './columns.ts';
import { Import } from './Import.tsx';
import { t } from './text.ts';

type Channel = OutputOf<'channels.listChannels'>['rows'][number];
const SHOWN = 200;
const STATES = ['unresolved', 'parked', 'new', 'imported', 'ignored'] as const;

/** One channel: what it delivered, what became of it, what it was told, and the proof that no money is missing. */
export default function ChannelScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('channels.listChannels', {});
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const channel = output.rows.find((c) => c.id === params['id']);
  return channel ? <ChannelPage channel={channel} /> : <EmptyNote title={t('missing')} />;
}

function ChannelPage({ channel }: { readonly channel: Channel }) {
  const { currency, id: channelId } = channel;
  const proof = useAsk('channels.proveMoney', { channelId });
  const gap = proof.output?.gap ?? 0;
  const files = takesFiles(channel.connector);
  const toFile = useCallback(() => setQuery(`/channels/${channelId}`, { tab: 'file' }), [channelId]);
  useOffer(files ? [t('file')] : [], toFile);
  const figures = Object.entries(proof.output ?? {}).map(([what, amount]) => ({ what, amount }));
  return (
    <Detail
      actions={[action({ verb: t('push'), operation: 'channels.pushStock', input: () => ({ channelId }) })]}
      amounts={[{ name: t('gap'), value: money(gap, currency), hint: t('gapHint'), path: `/channels/${channelId}?tab=money` }]}
      crumb={{ title: t('channels'), path: '/channels' }}
      facts={[
        { name: t('connector'), value: channel.connector },
        { name: t('payment'), value: words(channel.payment) },
      ]}
      state={gap === 0 ? { word: t('complete'), tone: 'good' } : { word: t('wanting'), tone: 'bad' }}
      tabs={[
        { id: 'runs', title: t('runs'), body: () => <Runs channelId={channelId} /> },
        ...(files ? [{ id: 'file', title: t('file'), body: () => <Import channel={channel} /> }] : []),
        { id: 'inbox', title: t('inbox'), body: () => <Inbox channelId={channelId} currency={currency} /> },
        { id: 'pushes', title: t('pushes'), body: () => <Pushes channelId={channelId} /> },
        {
          id: 'money',
          title: t('money'),
          body: () => (
            <Rows
              asked={{ ...proof, output: proof.output && { rows: figures } }}
              columns={proofColumns(currency)}
              empty={t('noMoney')}
              label={t('money')}
              rowId={(r) => r.what}
            />
          ),
        },
      ]}
      title={channel.name}
    />
  );
}

function Runs({ channelId }: { readonly channelId: string }) {
  const asked = useAsk('channels.listRuns', { filter: [{ column: 'channelId', op: 'eq', value: channelId }], limit: SHOWN });
  return (
    <>
      <Rows asked={asked} columns={runColumns} empty={t('noRun')} label={t('runs')} rowId={(r) => r.id} />
      <a href={`#/runs?channelId=${channelId}`}>{t('allRuns')}</a>
    </>
  );
}

function Inbox({ channelId, currency }: { readonly channelId: string; readonly currency: string }) {
  const [state, setState] = useState<(typeof STATES)[number]>('unresolved');
  const asked = useAsk('channels.listInbox', {
    filter: [
      { column: 'channelId', op: 'eq', value: channelId },
      { column: 'state', op: 'eq', value: state },
    ],
    limit: SHOWN,
  });
  return (
    <>
      <Tabs choose={setState} label={t('filter')} options={STATES.map((s) => ({ value: s, text: words(s) }))} value={state} />
      <Rows asked={asked} columns={inboxColumns(currency)} empty={t('noRecord')} label={t('inbox')} rowId={(r) => String(r.id)} />
      <a href={`#/inbox?channelId=${channelId}`}>{t('allRecords')}</a>
    </>
  );
}

function Pushes({ channelId }: { readonly channelId: string }) {
  const asked = useAsk('channels.listPushes', { channelId, limit: 500 });
  return <Rows asked={asked} columns={pushColumns} empty={t('noPush')} label={t('pushes')} rowId={(p) => p.itemId} />;
}

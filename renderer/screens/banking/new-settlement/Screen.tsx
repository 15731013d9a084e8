import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { PAYOUT_PROFILES, type PayoutProfile, type SettlementLook, zSettlementLook } from '../../../../preload/contract/banking-payouts.ts';
import { useCurrency } from '../../../client/connection.ts';
import { asFailure } from '../../../client/failure.ts';
import { send } from '../../../client/send.ts';
import { count, money } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { DropFile } from '../../../kit/upload/DropFile.tsx';
import { Inside } from '../../../kit/upload/Inside.tsx';
import { JobStep } from '../../../kit/upload/JobStep.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { useIncoming } from './store.ts';
import { t } from './text.ts';

const TEXTS = ['text/csv', 'text/plain', 'text/tab-separated-values'];

/** Brings a settlement in: whose it is and how it reads, handed over, looked at, and posted when somebody says so. */
export default function NewSettlement() {
  const { output, failure, again } = useAsk('channels.listChannels', {});
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const channels = output.rows.map((c) => ({ value: c.id, label: c.name }));
  return <Page title={t('title')}>{channels.length === 0 ? <EmptyNote title={t('noChannel')} /> : <Import channels={channels} />}</Page>;
}

function Import({ channels }: { readonly channels: readonly { readonly value: string; readonly label: string }[] }) {
  const { file } = useIncoming();
  const currency = useCurrency();
  const [channelId, setChannel] = useState(channels[0]?.value ?? '');
  const [profile, setProfile] = useState<PayoutProfile>('csv');
  const [refused, setRefused] = useState<string>();
  const another = () => useIncoming.setState({ file: undefined });
  const say = (error: unknown) => setRefused(asFailure(error).message);
  const taken = (fileId: string) => {
    setRefused(undefined);
    send('banking.previewSettlement', { channelId, profile, fileId }).then(
      ({ output }) => output && useIncoming.setState({ file: { channelId, profile, fileId, previewId: output.jobId } }),
      say,
    );
  };
  const start = () => {
    if (!file) return;
    const { fileId } = file;
    send('banking.importSettlement', { channelId: file.channelId, profile: file.profile, fileId }).then(
      ({ output }) => output && useIncoming.setState({ file: { ...file, importId: output.jobId } }),
      say,
    );
  };
  return (
    <div className="form">
      {file === undefined ? (
        <>
          <NativeSelect data={[...channels]} label={t('channel')} onChange={(e) => setChannel(e.currentTarget.value)} value={channelId} />
          <NativeSelect
            data={PAYOUT_PROFILES.map((value) => ({ value, label: t(value) }))}
            label={t('profile')}
            onChange={(e) => setProfile(PAYOUT_PROFILES.find((p) => p === e.currentTarget.value) ?? 'csv')}
            value={profile}
          />
          <DropFile
            accepts={TEXTS}
            done={taken}
            endings=".csv,.tsv,.txt"
            hint={t('fileHint')}
            permission="accounting.bank"
            wrongType={(name) => t('wrongType', { name })}
          />
        </>
      ) : file.importId === undefined ? (
        <JobStep
          another={another}
          found={zSettlementLook}
          jobId={file.previewId}
          next={({ settlements }) => (settlements === 0 ? null : <Button onClick={start}>{t('doImport')}</Button>)}
          title={t('looking')}
        >
          {(look) => (
            <Inside facts={factsOf(look, currency)} name={look.name}>
              {look.unknown > 0 ? <p>{t('waits')}</p> : null}
              {look.settlements === 0 ? <p>{t('nothingNew')}</p> : null}
            </Inside>
          )}
        </JobStep>
      ) : (
        <JobStep
          another={another}
          found={zSettlementLook}
          jobId={file.importId}
          next={() => (
            <Button component="a" href={linkTo('/settlements')}>
              {t('toSettlements')}
            </Button>
          )}
          title={t('importing')}
        >
          {(look) => (
            <p className="notice" role="status">
              {t('cameIn', { count: look.settlements })}
            </p>
          )}
        </JobStep>
      )}
      {refused === undefined ? null : (
        <p className="wrong" role="alert">
          {refused}
        </p>
      )}
    </div>
  );
}

/** What the settlement brings. */
const factsOf = (look: SettlementLook, currency: string): readonly (readonly [string, string])[] => [
  [t('settlements'), count(look.settlements)],
  [t('known'), count(look.known)],
  [t('lines'), count(look.lines)],
  [t('payout', { currency }), money(look.payout, currency)],
  [t('unmatched'), count(look.unmatched)],
  [t('unknown'), count(look.unknown)],
];

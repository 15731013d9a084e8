import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { Effects } from '../../../kit/action/Effects.tsx';
import type { Tone } from '../../../kit/column.ts';
import { Detail, type Fact } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { deviceWords } from '../../../kit/device.ts';
import { count, moment, money, verbWords, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Request = OutputOf<'company.getApproval'>;
const TONES: Readonly<Record<Request['state'], Tone>> = {
  waiting: 'warn',
  executed: 'good',
  declined: 'bad',
  withdrawn: 'quiet',
  expired: 'quiet',
};

/** What this person can do with the request now. */
function actionsOf({ id: requestId, state, mine, mayDecide }: Request): readonly Action[] {
  if (state !== 'waiting') return [];
  const because = (optional: boolean) => [
    { name: 'reason', label: t('reason'), kind: 'text' as const, hint: t('reasonHint'), ...(optional ? { optional } : {}) },
  ];
  const decide = [
    action({
      verb: t('approve'),
      operation: 'company.approve',
      asks: because(true),
      input: ({ reason }) => ({ requestId, ...(reason === undefined ? {} : { reason }) }),
    }),
    action({
      verb: t('decline'),
      operation: 'company.declineRequest',
      asks: because(false),
      input: ({ reason = '' }) => ({ requestId, reason }),
      grave: true,
    }),
  ];
  const withdraw = action({ verb: t('withdraw'), operation: 'company.withdrawRequest', input: () => ({ requestId }) });
  return [...(mayDecide ? decide : []), ...(mine ? [withdraw] : [])];
}

/** One request: who asks for what and why, what it would do, and the decision. */
export default function ApprovalScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('company.getApproval', { requestId: params['id'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <RequestPage request={output} />;
}

function factsOf(r: Request, currency: string): readonly Fact[] {
  const measured = (n: number) => (r.measure === 'posted' ? money(n, currency) : count(n));
  return [
    { name: t('requester'), value: r.requester },
    { name: t('device'), value: deviceWords(r.device), hint: r.device },
    { name: t('askedAt'), value: moment(r.askedAt) },
    { name: t('policy'), value: r.policy },
    ...(r.measure === 'always' ? [] : [{ name: t('above'), value: measured(r.above) }]),
    ...(r.state === 'waiting'
      ? [
          { name: t('approvers'), value: words(r.approvers) },
          { name: t('expires'), value: moment(r.expiresAt) },
        ]
      : []),
    ...(r.decidedBy === null
      ? []
      : [{ name: t('decidedBy'), value: r.decidedFor === null ? r.decidedBy : t('for', { who: r.decidedBy, whose: r.decidedFor }) }]),
    ...(r.decidedAt === null ? [] : [{ name: t('decidedAt'), value: moment(r.decidedAt) }]),
    ...(r.executedSeq === null
      ? []
      : [{ name: t('outcome'), value: t('outcomeLink', { seq: count(r.executedSeq) }), path: `/audit-log/${r.executedSeq}` }]),
  ];
}

function RequestPage({ request: r }: { readonly request: Request }) {
  const currency = useCurrency();
  const amount =
    r.measure === 'posted'
      ? [{ name: t('posts', { currency }), value: money(r.value, currency) }]
      : r.measure === 'records'
        ? [{ name: t('records'), value: count(r.value) }]
        : [];
  return (
    <Detail
      actions={actionsOf(r)}
      amounts={amount}
      crumb={{ title: t('crumb'), path: '/approvals' }}
      facts={factsOf(r, currency)}
      notice={
        <>
          {r.reason === null ? null : <p className="notice">{t('why', { reason: r.reason })}</p>}
          {r.decisionReason === null ? null : <p className="notice">{t('because', { reason: r.decisionReason })}</p>}
          {r.mine && r.state === 'waiting' ? <p className="quiet">{t('own')}</p> : null}
        </>
      }
      party={r.subjects.map((s) => s.name).join(', ')}
      state={{ word: t(`state_${r.state}`), tone: TONES[r.state] }}
      tabs={[
        {
          id: 'effects',
          title: t('effects'),
          body: () => (
            <>
              <p className="quiet">{t('effectsHint')}</p>
              <Effects preview={r.preview} />
            </>
          ),
        },
        { id: 'history', title: t('history'), body: () => <History id={r.id} table="approval_request" /> },
      ]}
      title={verbWords(r.operation)}
    />
  );
}

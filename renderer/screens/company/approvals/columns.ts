import type { OutputOf } from '../../../client/operations.ts';
import type { Column, Tone } from '../../../kit/column.ts';
import { moment, money, verbWords, words } from '../../../kit/format.ts';
import { t } from './text.ts';

export type Request = OutputOf<'company.listApprovals'>['rows'][number];
export type View = 'for-me' | 'mine' | 'done';

const TONES: Readonly<Record<Request['state'], Tone>> = {
  waiting: 'warn',
  executed: 'good',
  declined: 'bad',
  withdrawn: 'quiet',
  expired: 'quiet',
};

/** What was measured: an amount, a number of records, or nothing. */
const valueOf = (r: Request, currency: string): string =>
  r.measure === 'posted' ? money(r.value, currency) : r.measure === 'records' ? t('records', { count: r.value }) : '';

export function columnsOf(view: View, currency: string): readonly Column<Request>[] {
  const decided: readonly Column<Request>[] = [
    {
      id: 'decidedBy',
      title: t('decidedBy'),
      width: 140,
      text: (r) => (r.decidedFor === null ? (r.decidedBy ?? '') : t('for', { who: r.decidedBy ?? '', whose: r.decidedFor })),
    },
  ];
  const until: readonly Column<Request>[] = [{ id: 'until', title: t('until'), width: 165, text: (r) => moment(r.expiresAt) }];
  return [
    {
      id: 'what',
      title: t('what'),
      width: 160,
      text: (r) => verbWords(r.operation),
      hint: (r) => r.summary,
      link: (r) => `/approvals/${r.id}`,
    },
    { id: 'about', title: t('about'), width: 140, text: (r) => r.subjects.map((s) => s.name).join(', ') },
    {
      id: 'value',
      title: `${t('value')} ${currency}`,
      width: 105,
      numeric: true,
      text: (r) => valueOf(r, currency),
      hint: (r) => r.policy,
    },
    ...(view === 'mine' ? [] : [{ id: 'requester', title: t('requester'), width: 140, text: (r: Request) => r.requester }]),
    { id: 'why', title: t('why'), grow: true, text: (r) => r.reason ?? '' },
    { id: 'askedAt', title: t('askedAt'), width: 165, text: (r) => moment(r.askedAt) },
    ...(view === 'for-me'
      ? []
      : [
          {
            id: 'state',
            title: t('state'),
            width: 110,
            text: (r: Request) => words(r.state),
            tone: (r: Request) => TONES[r.state],
            dot: true,
          },
        ]),
    ...(view === 'done' ? decided : until),
  ];
}

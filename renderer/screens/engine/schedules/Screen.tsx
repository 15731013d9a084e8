import { Button } from '@mantine/core';
import type { OutputOf } from '../../../client/operations.ts';
import type { Column, Tone } from '../../../kit/column.ts';
import { moment, words } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { rhythmWords } from '../../../kit/rhythm.ts';
import { linkTo, withQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Schedule = OutputOf<'engine.listSchedules'>['rows'][number];

const TONES: Readonly<Record<string, Tone>> = { done: 'good', running: 'warn', failed: 'bad', dead: 'bad' };

const columns: readonly Column<Schedule>[] = [
  {
    id: 'kind',
    title: t('does'),
    width: 170,
    text: (s) => words(s.jobKind),
    hint: (s) => s.jobKind,
    link: (s) => `/schedules/${s.id}`,
  },
  { id: 'id', title: t('name'), width: 165, text: (s) => s.id },
  { id: 'when', title: t('when'), grow: true, text: (s) => rhythmWords(s.cron), hint: (s) => s.cron },
  { id: 'zone', title: t('zone'), width: 110, text: (s) => s.zone },
  { id: 'next', title: t('next'), width: 148, text: (s) => (s.enabled ? moment(s.nextAt) : ''), hint: () => t('nextHint') },
  { id: 'last', title: t('last'), width: 148, text: (s) => (s.lastJob === null ? t('never') : moment(s.lastJob.createdAt)) },
  {
    id: 'came',
    title: t('came'),
    width: 115,
    dot: true,
    text: (s) => (s.lastJob === null ? '' : words(s.lastJob.state)),
    hint: (s) => s.lastJob?.error ?? s.lastJob?.message ?? '',
    tone: (s) => (s.lastJob === null ? undefined : (TONES[s.lastJob.state] ?? 'quiet')),
    link: (s) => (s.lastJob === null ? undefined : withQuery('/jobs', { kind: s.jobKind })),
  },
  {
    id: 'state',
    title: t('state'),
    width: 65,
    dot: true,
    text: (s) => t(s.enabled ? 'on' : 'off'),
    tone: (s) => (s.enabled ? 'good' : 'quiet'),
  },
];

/** Jobs that run by themselves: when, and what came of the last time. */
export default function Schedules() {
  return (
    <Page
      actions={
        <Button component="a" href={linkTo('/schedules/new')}>
          {t('add')}
        </Button>
      }
      title={t('title')}
    >
      <Rows asked={useAsk('engine.listSchedules', {})} columns={columns} empty={t('empty')} label={t('title')} rowId={(s) => s.id} />
    </Page>
  );
}

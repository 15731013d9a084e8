import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action } from '../../../kit/action/action.ts';
import type { Column, Tone } from '../../../kit/column.ts';
import { count, moment, words } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useNames } from '../../../kit/record.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Job = OutputOf<'engine.listJobs'>['rows'][number];
const TONES: Readonly<Record<Job['state'], Tone>> = {
  waiting: 'quiet',
  running: 'warn',
  done: 'good',
  failed: 'bad',
  dead: 'bad',
  cancelled: 'quiet',
};
const SHOWN = 200;
/** Most jobs that are offered to be stopped or tried again at once; the newest first. */
const OFFERED = 5;
const named = (job: Job) => ({ kind: job.kind, at: moment(job.createdAt) });

const columns = (names: ReadonlyMap<string, string>): readonly Column<Job>[] => [
  { id: 'state', title: t('state'), width: 110, dot: true, text: (j) => words(j.state), tone: (j) => TONES[j.state] },
  { id: 'kind', title: t('kind'), width: 180, text: (j) => j.kind },
  {
    id: 'progress',
    title: t('progress'),
    width: 110,
    numeric: true,
    text: (j) => (j.total === null ? '' : `${count(j.done)} / ${count(j.total)}`),
  },
  {
    id: 'message',
    title: t('message'),
    grow: true,
    text: (j) => j.error ?? j.message ?? '',
    tone: (j) => (j.error === null ? undefined : 'bad'),
  },
  { id: 'attempts', title: t('attempts'), width: 80, numeric: true, text: (j) => `${j.attempts} / ${j.maxAttempts}` },
  { id: 'who', title: t('who'), width: 130, text: (j) => names.get(j.actorId) ?? words(j.actorId) },
  { id: 'createdAt', title: t('since'), width: 165, text: (j) => moment(j.createdAt) },
  { id: 'finishedAt', title: t('ended'), width: 165, text: (j) => (j.finishedAt === null ? '' : moment(j.finishedAt)) },
];

const actionOf = (job: Job): Action | undefined => {
  const input = () => ({ jobId: job.id });
  if (job.state === 'waiting' || job.state === 'running')
    return action({ verb: t('cancel', named(job)), operation: 'engine.cancelJob', input, grave: true });
  if (job.state === 'done') return undefined;
  return action({ verb: t('retry', named(job)), operation: 'engine.requeueJob', input });
};

/** Long work, newest first: how far it is, what went wrong, and the way to stop it or let it try again. */
export default function Jobs() {
  const asked = useAsk('engine.listJobs', { limit: SHOWN });
  const names = useNames(asked.output?.rows.map((j) => j.actorId) ?? []);
  const open = asked.output?.rows.filter((j) => j.state !== 'done') ?? [];
  return (
    <Page title={t('title')}>
      <Actions actions={open.flatMap((job) => actionOf(job) ?? []).slice(0, OFFERED)} />
      <Rows asked={asked} columns={columns(names)} empty={t('empty')} label={t('title')} rowId={(j) => j.id} />
    </Page>
  );
}

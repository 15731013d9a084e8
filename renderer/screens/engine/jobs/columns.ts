import type { Tone } from '../../../kit/column.ts';
import { count, moment, words } from '../../../kit/format.ts';
import type { ListColumn, ListRow } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

type Job = ListRow<'engine.jobs'>;
const TONES: Readonly<Record<Job['state'], Tone>> = {
  waiting: 'quiet',
  running: 'warn',
  done: 'good',
  failed: 'bad',
  dead: 'bad',
  cancelled: 'quiet',
};

export const columns: readonly ListColumn<'engine.jobs'>[] = [
  {
    id: 'state',
    title: t('state'),
    width: 110,
    filter: { by: 'state', kind: 'set' },
    dot: true,
    text: (j) => words(j.state),
    tone: (j) => TONES[j.state],
  },
  { id: 'kind', title: t('kind'), width: 180, filter: { by: 'kind', kind: 'set' }, text: (j) => words(j.kind), hint: (j) => j.kind },
  {
    id: 'done',
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
  { id: 'actor', title: t('who'), width: 130, filter: { by: 'actorId', kind: 'set', named: true }, text: (j) => j.actor },
  {
    id: 'createdAt',
    title: t('since'),
    width: 165,
    sort: 'createdAt',
    filter: { by: 'createdOn', kind: 'day' },
    text: (j) => moment(j.createdAt),
  },
  { id: 'finishedAt', title: t('ended'), width: 165, text: (j) => (j.finishedAt === null ? '' : moment(j.finishedAt)) },
];

import type { Tone } from '../../../kit/column.ts';
import { count, moment, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

type C = ListColumn<'channels.runs'>;
const TONES: Readonly<Record<string, Tone>> = { running: 'warn', done: 'good', failed: 'bad', rejected: 'bad' };
const number = (id: 'records' | 'imported' | 'unchanged' | 'parked'): C => ({
  id,
  title: t(id),
  width: 95,
  numeric: true,
  text: (r) => count(r[id]),
  link: (r) => `/inbox?runId=${r.id}`,
});

export const columns: readonly C[] = [
  {
    id: 'state',
    title: t('state'),
    width: 100,
    filter: { by: 'state', kind: 'set' },
    dot: true,
    text: (r) => words(r.state),
    tone: (r) => TONES[r.state],
  },
  {
    id: 'channelName',
    title: t('channel'),
    width: 130,
    filter: { by: 'channelId', kind: 'set', named: true },
    text: (r) => r.channelName,
    link: (r) => `/channels/${r.channelId}`,
  },
  { id: 'source', title: t('source'), width: 230, text: (r) => r.source },
  {
    id: 'startedAt',
    title: t('started'),
    width: 165,
    sort: 'startedAt',
    filter: { by: 'startedOn', kind: 'day' },
    text: (r) => moment(r.startedAt),
  },
  number('records'),
  number('imported'),
  number('unchanged'),
  number('parked'),
  { id: 'message', title: t('message'), grow: true, text: (r) => r.message ?? '' },
];

import type { Tone } from '../../../kit/column.ts';
import { count, moment, words } from '../../../kit/format.ts';
import type { ListColumn, ListRow } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

type Item = ListRow<'engine.outbox'>;
const TONES: Readonly<Record<Item['state'], Tone>> = { waiting: 'quiet', sending: 'warn', sent: 'good', failed: 'bad', dead: 'bad' };

export const columns: readonly ListColumn<'engine.outbox'>[] = [
  {
    id: 'state',
    title: t('state'),
    width: 110,
    filter: { by: 'state', kind: 'set' },
    dot: true,
    text: (i) => words(i.state),
    tone: (i) => TONES[i.state],
  },
  { id: 'id', title: t('number'), width: 80, numeric: true, sort: 'id', text: (i) => count(i.id) },
  { id: 'kind', title: t('kind'), width: 130, filter: { by: 'kind', kind: 'set' }, text: (i) => words(i.kind) },
  {
    id: 'targetName',
    title: t('target'),
    width: 180,
    filter: { by: 'target', kind: 'set', named: true },
    text: (i) => i.targetName,
    link: (i) => recordPath(i.target),
  },
  { id: 'attempts', title: t('attempts'), width: 70, numeric: true, text: (i) => count(i.attempts) },
  { id: 'lastError', title: t('error'), grow: true, text: (i) => i.lastError ?? '', tone: () => 'bad' },
  { id: 'nextAt', title: t('next'), width: 165, text: (i) => (i.doneAt === null ? moment(i.nextAt) : '') },
  { id: 'doneAt', title: t('done'), width: 165, text: (i) => (i.doneAt === null ? '' : moment(i.doneAt)) },
];

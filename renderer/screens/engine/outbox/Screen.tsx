import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column, Tone } from '../../../kit/column.ts';
import { count, moment, words } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useNames, worded } from '../../../kit/record.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Item = OutputOf<'engine.listOutbox'>['rows'][number];
const TONES: Readonly<Record<Item['state'], Tone>> = { waiting: 'quiet', sending: 'warn', sent: 'good', failed: 'bad', dead: 'bad' };
const SHOWN = 200;

const columns = (names: ReadonlyMap<string, string>): readonly Column<Item>[] => [
  { id: 'state', title: t('state'), width: 110, dot: true, text: (i) => words(i.state), tone: (i) => TONES[i.state] },
  { id: 'id', title: t('number'), width: 80, numeric: true, text: (i) => count(i.id) },
  { id: 'kind', title: t('kind'), width: 130, text: (i) => words(i.kind) },
  { id: 'target', title: t('target'), width: 180, text: (i) => worded(i.target, names) },
  { id: 'attempts', title: t('attempts'), width: 70, numeric: true, text: (i) => count(i.attempts) },
  { id: 'error', title: t('error'), grow: true, text: (i) => i.lastError ?? '', tone: () => 'bad' },
  { id: 'next', title: t('next'), width: 165, text: (i) => (i.doneAt === null ? moment(i.nextAt) : '') },
  { id: 'done', title: t('done'), width: 165, text: (i) => (i.doneAt === null ? '' : moment(i.doneAt)) },
];

/** What is told to the world outside: dead letters first, each of which can be sent again. */
export default function Outbox() {
  const dead = useAsk('engine.listOutbox', { state: 'dead', limit: SHOWN });
  const asked = useAsk('engine.listOutbox', { limit: SHOWN });
  const names = useNames([...(dead.output?.rows ?? []), ...(asked.output?.rows ?? [])].map((i) => i.target));
  const actions = (dead.output?.rows ?? []).map((i) =>
    action({ verb: t('again', { number: i.id }), operation: 'engine.requeueOutbox', input: () => ({ id: i.id }) }),
  );
  return (
    <Page title={t('title')}>
      <section>
        <h2>{t('dead')}</h2>
        <Actions actions={actions} />
        <Rows asked={dead} columns={columns(names)} empty={t('noDead')} label={t('dead')} rowId={(i) => String(i.id)} />
      </section>
      <section>
        <h2>{t('newest')}</h2>
        <Rows asked={asked} columns={columns(names)} empty={t('empty')} label={t('newest')} rowId={(i) => String(i.id)} />
      </section>
    </Page>
  );
}

import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { count, moment } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { linkTo, useQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Run = OutputOf<'engine.listDoctorRuns'>['rows'][number];
type Check = OutputOf<'engine.getDoctorRun'>['checks'][number];
type Finding = OutputOf<'engine.getDoctorRun'>['rows'][number];
const SHOWN = 20;

const verdict = (findings: number) =>
  ({ word: findings === 0 ? t('sound') : t('found', { count: findings }), tone: findings === 0 ? 'good' : 'bad' }) as const;

const runColumns: readonly Column<Run>[] = [
  { id: 'at', title: t('at'), width: 175, text: (r) => moment(r.finishedAt), link: (r) => `/doctor?run=${r.id}` },
  {
    id: 'verdict',
    title: t('verdict'),
    width: 160,
    dot: true,
    text: (r) => verdict(r.findings).word,
    tone: (r) => verdict(r.findings).tone,
  },
  { id: 'seq', title: t('commit'), width: 100, numeric: true, text: (r) => count(r.examinedSeq) },
  { id: 'head', title: t('head'), grow: true, text: (r) => r.chainHead },
];
const checkColumns: readonly Column<Check>[] = [
  {
    id: 'verdict',
    title: t('verdict'),
    width: 130,
    dot: true,
    text: (c) => verdict(c.findings).word,
    tone: (c) => verdict(c.findings).tone,
  },
  { id: 'proves', title: t('proves'), grow: true, text: (c) => c.proves, hint: (c) => c.name },
  { id: 'looked', title: t('looked'), width: 130, numeric: true, text: (c) => count(c.looked) },
  { id: 'ms', title: t('milliseconds'), width: 90, numeric: true, text: (c) => count(c.milliseconds) },
];
const findingColumns: readonly Column<Finding>[] = [
  { id: 'check', title: t('check'), width: 240, text: (f) => f.check },
  { id: 'table', title: t('table'), width: 150, text: (f) => f.table },
  { id: 'row', title: t('row'), width: 220, text: (f) => f.row },
  { id: 'message', title: t('message'), grow: true, text: (f) => f.message },
  { id: 'gap', title: t('gap'), width: 110, numeric: true, text: (f) => (f.gap === null ? '' : count(f.gap)), tone: () => 'bad' },
];

const actions = [action({ verb: t('run'), operation: 'engine.runDoctor', input: () => ({}) })];

/** Proofs of the whole company: every balance re-derived from its rows, every gap named. */
export default function Doctor() {
  const runs = useAsk('engine.listDoctorRuns', { limit: SHOWN });
  const runId = useQuery('run') ?? runs.output?.rows[0]?.id;
  const run = useAsk('engine.getDoctorRun', runId === undefined ? undefined : { runId });
  const job = useAsk('engine.listJobs', { filter: [{ column: 'kind', op: 'eq', value: 'engine.doctor' }], limit: 1 }).output?.rows[0];
  const busy = job?.state === 'running' || job?.state === 'waiting';
  return (
    <Page
      beside={
        <>
          {busy ? (
            <span role="status">
              <a href={linkTo('/jobs')}>{t('running', { done: job.done, total: job.total ?? 0, what: job.message ?? '' })}</a>
            </span>
          ) : null}
        </>
      }
      actions={<Actions actions={busy ? [] : actions} />}
      title={t('title')}
    >
      {run.output ? (
        <>
          <section>
            <h2>{t('findings', { at: moment(run.output.finishedAt) })}</h2>
            <Rows
              asked={{ ...run, output: { rows: run.output.rows } }}
              columns={findingColumns}
              empty={t('none')}
              label={t('check')}
              rowId={(f) => `${f.check} ${f.row} ${f.message}`}
            />
          </section>
          <section>
            <h2>{t('checks')}</h2>
            <Rows
              asked={{ ...run, output: { rows: run.output.checks } }}
              columns={checkColumns}
              empty=""
              label={t('checks')}
              rowId={(c) => c.name}
            />
          </section>
        </>
      ) : null}
      <section>
        <h2>{t('earlier')}</h2>
        <Rows asked={runs} columns={runColumns} empty={t('empty')} label={t('earlier')} rowId={(r) => r.id} />
      </section>
    </Page>
  );
}

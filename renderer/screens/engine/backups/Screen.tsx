import { useState } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { count, moment } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { linkTo } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Backup = OutputOf<'engine.listBackups'>['rows'][number];
const SHOWN = 100;

const verdict = (b: Backup) => (b.verdict === null ? t('unread') : b.verdict === 'sound' ? t('sound') : b.verdict);

const columns: readonly Column<Backup>[] = [
  { id: 'at', title: t('at'), width: 165, text: (b) => moment(b.at) },
  {
    id: 'verdict',
    title: t('verdict'),
    width: 130,
    dot: true,
    text: verdict,
    tone: (b) => (b.verdict === null ? 'quiet' : b.verdict === 'sound' ? 'good' : 'bad'),
  },
  { id: 'seq', title: t('commit'), width: 90, numeric: true, text: (b) => count(b.heldSeq) },
  { id: 'bytes', title: t('bytes'), width: 120, numeric: true, text: (b) => count(b.bytes) },
  { id: 'head', title: t('head'), width: 170, text: (b) => b.chainHead },
  { id: 'file', title: t('file'), grow: true, text: (b) => b.file },
];

/** Copies of the company on the server: what each holds, whether it is sound, and how one is restored. */
export default function Backups() {
  const asked = useAsk('engine.listBackups', { limit: SHOWN });
  const job = useAsk('engine.listJobs', { filter: [{ column: 'kind', op: 'eq', value: 'engine.backup' }], limit: 1 }).output?.rows[0];
  const rows = asked.output?.rows ?? [];
  const [picked, setPicked] = useState<string>();
  const chosen = rows.find((b) => b.id === picked) ?? rows[0];
  const actions = [
    action({ verb: t('make'), operation: 'engine.backup', input: () => ({}) }),
    ...(chosen ? [action({ verb: t('verify'), operation: 'engine.verifyBackup', input: () => ({ backupId: chosen.id }) })] : []),
  ];
  return (
    <Page
      beside={
        <>
          {job?.state === 'running' || job?.state === 'waiting' ? (
            <span role="status">
              <a href={linkTo('/jobs')}>{t('running', { done: job.done, what: job.message ?? '' })}</a>
            </span>
          ) : null}
          <label>
            {t('which')}{' '}
            <select onChange={(e) => setPicked(e.currentTarget.value)} value={chosen?.id ?? ''}>
              {rows.map((b) => (
                <option key={b.id} value={b.id}>
                  {moment(b.at)}
                </option>
              ))}
            </select>
          </label>
        </>
      }
      actions={<Actions actions={actions} />}
      title={t('title')}
    >
      <Rows asked={asked} columns={columns} empty={t('empty')} label={t('title')} rowId={(b) => b.id} />
      {chosen ? (
        <section>
          <h2>{t('restore')}</h2>
          <p>{t('how')}</p>
          <p className="mono">{t('command', { file: chosen.file, target: t('target') })}</p>
          <p className="quiet">{t('afterwards')}</p>
        </section>
      ) : null}
    </Page>
  );
}

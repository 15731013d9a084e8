import { useState } from 'react';
import { ActionDialog } from '../../../kit/action/ActionDialog.tsx';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action } from '../../../kit/action/action.ts';
import { moment, words } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import type { ListRow } from '../../../kit/grid/list-source.ts';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { presets, UNFINISHED, useJobsView } from './store.ts';
import { t } from './text.ts';

type Job = ListRow<'engine.jobs'>;
/** Most jobs that are offered to be stopped or tried again at once; the newest first. */
const OFFERED = 5;

const actionOf = (job: Job): Action | undefined => {
  const input = () => ({ jobId: job.id });
  const named = { kind: words(job.kind), at: moment(job.createdAt) };
  if (job.state === 'waiting' || job.state === 'running')
    return action({ verb: t('cancel', named), operation: 'engine.cancelJob', input, grave: true });
  if (job.state === 'done') return undefined;
  return action({ verb: t('retry', named), operation: 'engine.requeueJob', input });
};

/** Long work, newest first: how far it is, what went wrong, and the way to stop it or let it try again. */
export default function Jobs() {
  const [chosen, setChosen] = useState<Action>();
  const open = useAsk('engine.listJobs', { filter: UNFINISHED, limit: OFFERED }).output?.rows ?? [];
  return (
    <Page actions={<Actions actions={open.flatMap((job) => actionOf(job) ?? [])} />} fill title={t('title')}>
      <List
        actions={(job) => {
          const possible = actionOf(job);
          return possible ? [{ verb: possible.verb, run: () => setChosen(possible) }] : [];
        }}
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="engine.jobs"
        presets={presets}
        rowId={(j) => j.id}
        view={useJobsView}
      />
      {chosen ? <ActionDialog action={chosen} close={() => setChosen(undefined)} /> : null}
    </Page>
  );
}

import { Button, Popover, Progress } from '@mantine/core';
import { useState } from 'react';
import { asFailure } from '../../client/failure.ts';
import { send } from '../../client/send.ts';
import { moment, words } from '../../kit/format.ts';
import { tell } from '../../kit/tell.ts';
import { t } from './text.ts';
import { goesOn, type Job, useJobs } from './use-jobs.ts';

const ENDED_SHOWN = 5;

/** Jobs in the top line: how many run, and behind it their progress, how long they still take, and the way to stop one. */
export function JobTray() {
  const [open, setOpen] = useState(false);
  const { jobs, again } = useJobs();
  const under = jobs.filter(goesOn);
  const running = under.filter((j) => j.state === 'running').length;
  const ended = jobs.filter((j) => !goesOn(j)).slice(0, ENDED_SHOWN);
  return (
    <Popover onChange={setOpen} opened={open} position="bottom-end" transitionProps={{ duration: 0 }} trapFocus width={380} withinPortal>
      <Popover.Target>
        <Button className="top-button" color="gray" onClick={() => setOpen(!open)} variant="subtle">
          {running > 0 ? t('running', { count: running }) : t('jobs')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('jobs')}>
        <div className="jobs">
          {under.length === 0 ? <p className="quiet">{t('none')}</p> : null}
          {under.map((job) => (
            <Running again={again} job={job} key={job.id} />
          ))}
          {ended.length > 0 ? <h2>{t('lately')}</h2> : null}
          {ended.map((job) => (
            <p className="job-line" key={job.id} title={job.error ?? undefined}>
              <span>{words(job.kind)}</span>
              <span className={job.state === 'done' ? 'quiet' : 'tone-bad'}>{words(job.state)}</span>
              <span className="quiet">{job.finishedAt === null ? '' : moment(job.finishedAt)}</span>
            </p>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Running({ job, again }: { readonly job: Job; readonly again: () => void }) {
  const name = words(job.kind);
  const share = job.total === null || job.total === 0 ? undefined : Math.min(100, Math.floor((job.done * 100) / job.total));
  const cancel = () => {
    send('engine.cancelJob', { jobId: job.id })
      .then(again)
      .catch((error: unknown) => tell(asFailure(error).message, 'bad', job.id));
  };
  return (
    <div className="job">
      <p className="job-line">
        <strong>{name}</strong>
        <span className="quiet">{job.message ?? ''}</span>
        <Button
          aria-label={t('cancelOf', { job: name })}
          disabled={job.cancelRequested}
          onClick={cancel}
          size="compact-xs"
          variant="default"
        >
          {job.cancelRequested ? t('cancelling') : t('cancel')}
        </Button>
      </p>
      <Progress animated={share === undefined} aria-label={name} size="sm" value={share ?? 100} />
      <p className="quiet">{standing(job)}</p>
    </div>
  );
}

function standing(job: Job): string {
  if (job.state === 'waiting') return t('waits');
  if (job.total === null) return t('soFar', { done: job.done });
  return t('progress', { done: job.done, total: job.total });
}

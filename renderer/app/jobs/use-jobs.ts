import { useEffect, useRef } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { usePerson } from '../../client/session.ts';
import { words } from '../../kit/format.ts';
import { tell } from '../../kit/tell.ts';
import { useAsk } from '../../kit/use-ask.ts';
import { t } from './text.ts';

export type Job = OutputOf<'engine.listJobs'>['rows'][number];

/** Progress is not news of its own: while something runs it is asked for this often. */
const WHILE_RUNNING_MS = 1000;
const NEWEST = 30;

export const goesOn = (job: Job): boolean => job.state === 'running' || job.state === 'waiting';
const nameOf = (job: Job): string => words(job.kind);

/** The newest jobs, fresh while one of them runs; says in a corner when one of this person's ends. */
export function useJobs(): { readonly jobs: readonly Job[]; readonly again: () => void } {
  const { output, again } = useAsk('engine.listJobs', { limit: NEWEST });
  const jobs = output?.rows;
  const running = jobs?.some((j) => j.state === 'running') ?? false;
  const me = usePerson((p) => p.person?.userId);

  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') again();
    }, WHILE_RUNNING_MS);
    return () => clearInterval(timer);
  }, [running, again]);

  const seen = useRef<ReadonlyMap<string, Job>>(new Map());
  useEffect(() => {
    if (!jobs) return;
    for (const job of jobs) {
      const before = seen.current.get(job.id);
      if (!before || !goesOn(before) || goesOn(job) || job.actorId !== me) continue;
      if (job.state === 'done') tell(t('done', { job: nameOf(job) }), 'good', job.id);
      else tell(t('ended', { job: nameOf(job), state: words(job.state), error: job.error ?? '' }), 'bad', job.id);
    }
    seen.current = new Map(jobs.map((j) => [j.id, j]));
  }, [jobs, me]);

  return { jobs: jobs ?? [], again };
}

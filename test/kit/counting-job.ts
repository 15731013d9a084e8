import type { JobHandler } from '../../main/engine/jobs/model.ts';

/** Adds 1 per batch, `batches` times, going on at its cursor. */
export const countingJob = (before: (batch: number) => void): JobHandler => ({
  kind: 'count',
  summary: 'Counts in batches',
  permission: 'probe.write',
  async run(job) {
    const { batches } = job.payload as { batches: number };
    for (let batch = Number(job.cursor ?? 0); batch < batches; batch += 1) {
      before(batch);
      await job.dispatch('probe.add', { by: 1 }, batch, { cursor: batch + 1 });
    }
    return { batches };
  },
});

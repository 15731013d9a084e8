import type { TestProject } from 'vitest/node';
import { startCluster } from './cluster.ts';

/** One cluster for the whole run; every suite makes its own databases in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster();
  project.provide('postgresHost', cluster.host);
  return async () => cluster.stop();
}

import { defineConfig } from 'vitest/config';

/** On PostgreSQL one throw-away cluster serves the whole run. */
const onPostgres = ['postgres', 'both'].includes(process.env['COUNTINGHOUSE_DB'] ?? '');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    ...(onPostgres ? { globalSetup: ['test/kit/postgres-global.ts'] } : {}),
  },
});

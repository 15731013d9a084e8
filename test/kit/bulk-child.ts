import type { CompanyLocation } from '../../db/open.ts';
import { Workers } from '../../main/engine/jobs/workers.ts';
import { openInProcess } from '../../main/hosts/inprocess.ts';

/** A process of its own that works off what is due, says every commit, and may be killed at any moment. Argument: location as JSON. */
const [location = ''] = process.argv.slice(2);
const engine = await openInProcess(JSON.parse(location) as CompanyLocation);
engine.news.onCommit((news) => {
  if (news.some((n) => n.topic === 'sales_order')) console.log('order');
});
const workers = new Workers(engine);
await workers.recover();
await workers.runDue();
console.log('idle');
await engine.close();

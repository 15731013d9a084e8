import type { CompanyLocation } from '../../db/open.ts';
import { Workers } from '../../main/engine/jobs/workers.ts';
import { openInProcess } from '../../main/hosts/inprocess.ts';
import { countingJob } from './counting-job.ts';
import { httpCarrier } from './http-carrier.ts';
import { probeRegistry } from './probe.ts';

/** A process of its own that works off what is due and may be killed at any moment. Arguments: location as JSON, partner's address. */
const [location = '', url = ''] = process.argv.slice(2);
const registry = probeRegistry({ jobs: [countingJob((batch) => console.log(`batch ${batch}`))], carriers: [httpCarrier(url)] });
const engine = await openInProcess(JSON.parse(location) as CompanyLocation, { registry });
const workers = new Workers(engine);
await workers.recover();
console.log('open');
await workers.runDue();
console.log('idle');
await engine.close();

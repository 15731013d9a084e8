import type { CompanyLocation } from '../../db/open.ts';
import { startServer } from '../../main/hosts/server.ts';

/**
 * The team server in a process of its own, so that a test can kill it the hard way. Arguments: location of the company as JSON, port (0: a free one).
 * Prints its address once it is open.
 */
const [location = '', port = '0'] = process.argv.slice(2);
const { url } = await startServer({ companies: [{ name: 'shop', location: JSON.parse(location) as CompanyLocation }], port: Number(port) });
console.log(url);

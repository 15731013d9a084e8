import { text } from 'node:stream/consumers';
import type { CompanyLocation } from '../../db/open.ts';
import { rooms } from '../../main/domain/rooms.ts';
import { buildRegistry } from '../../main/engine/registry.ts';
import { openInProcess } from '../../main/hosts/inprocess.ts';

/**
 * A process of its own that sends one command and is killed while its transaction is open, after everything was written and
 * before it is committed: a check of the touched request never returns. Arguments: location as JSON, instant, the command as JSON.
 */
const [location = '', now = '', sent = ''] = process.argv.slice(2);
const stops = {
  name: 'stops',
  commands: [],
  queries: [],
  commitChecks: [
    {
      name: 'stops',
      tables: ['approval_request' as const],
      run: async () => {
        console.log('middle');
        await text(process.stdin);
        return [];
      },
    },
  ],
};
const engine = await openInProcess(JSON.parse(location) as CompanyLocation, {
  registry: buildRegistry([...rooms, stops]),
  clock: { now: () => now },
});
const { permissions, id, device, ...command } = JSON.parse(sent) as {
  permissions: string[];
  id: string;
  device: string;
  commandId: string;
  operation: string;
  input: unknown;
};
await engine.dispatch({ ...command, actor: { id, device, permissions: new Set(permissions), scopes: {} } });
await engine.close();

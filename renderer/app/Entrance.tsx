import { useConnection } from '../client/connection.ts';
import { useSetup } from '../client/setup.ts';
import { App } from './App.tsx';
import { FirstRun } from './first-run/FirstRun.tsx';

/** What the page begins with: setting up, for a server without a company and for who holds a setup link; else the frame. */
export function Entrance() {
  const empty = useConnection((c) => c.state === 'no-company');
  const setup = useSetup((s) => s.secret !== undefined);
  return empty || setup ? <FirstRun /> : <App />;
}

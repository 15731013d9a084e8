import { useCallback, useRef } from 'react';
import { ask } from '../../../client/ask.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { type CommandRow, useAuditView } from './store.ts';

/** Every command, newest first. The log is paged by commit number, so rows added meanwhile move nothing. */
export default function AuditLog() {
  const view = useAuditView();
  /** Commit number each window of rows starts below, learnt from the window before it. */
  const below = useRef(new Map<number, number>());
  const load = useCallback<Load<CommandRow>>(async (offset, limit) => {
    const before = below.current.get(offset);
    const { output } = await ask('engine.listCommands', { limit, ...(before === undefined ? {} : { before }) });
    if (output.next !== null) below.current.set(offset + limit, output.next);
    return { rows: output.rows, ...(output.next === null ? { last: offset + output.rows.length } : {}) };
  }, []);
  return (
    <Page fill title="Audit log">
      <Grid
        columns={columns}
        empty="Nothing has been done yet."
        keep={useAuditView.setState}
        label="Audit log"
        load={load}
        rowId={(c) => String(c.seq)}
        view={view}
      />
    </Page>
  );
}

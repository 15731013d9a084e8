import { NativeSelect, TextInput } from '@mantine/core';
import { useCallback, useRef, useState } from 'react';
import { ask } from '../../../client/ask.ts';
import { words } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { type AuditFilter, type CommandRow, NO_FILTER, useAuditView } from './store.ts';
import { t } from './text.ts';

const ROOMS = [
  'accounting',
  'catalog',
  'channels',
  'company',
  'engine',
  'fulfillment',
  'inventory',
  'parties',
  'returns',
  'sales',
] as const;

/** Only what is looked for; the contract knows no empty texts. */
const given = (filter: AuditFilter) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')) as Partial<AuditFilter>;

/** Every command as a sentence, newest first. The log is paged by commit number, so rows added meanwhile move nothing. */
export default function AuditLog() {
  const view = useAuditView();
  const { filter } = view;
  /** Commit number each window of rows starts below, learnt from the window before it. */
  const below = useRef(new Map<number, number>());
  const load = useCallback<Load<CommandRow>>(
    async (offset, limit) => {
      if (offset === 0) below.current.clear();
      const before = below.current.get(offset);
      const { output } = await ask('engine.listCommands', { limit, ...given(filter), ...(before === undefined ? {} : { before }) });
      if (output.next !== null) below.current.set(offset + limit, output.next);
      return { rows: output.rows, ...(output.next === null ? { last: offset + output.rows.length } : {}) };
    },
    [filter],
  );
  return (
    <Page beside={<Filters filter={filter} />} fill title={t('title')}>
      <Grid
        columns={columns}
        empty={t(filter === NO_FILTER ? 'empty' : 'none')}
        keep={useAuditView.setState}
        label={t('title')}
        load={load}
        open={(c) => `/audit-log/${c.seq}`}
        rowId={(c) => String(c.seq)}
        view={view}
      />
    </Page>
  );
}

/** Who, where, on which day, about which document. */
function Filters({ filter }: { readonly filter: AuditFilter }) {
  const people = useAsk('company.listUsers', {}).output?.rows ?? [];
  const [typed, setTyped] = useState(filter.number);
  const set = (change: Partial<AuditFilter>) => useAuditView.setFilter({ ...filter, ...change });
  return (
    <>
      <NativeSelect
        aria-label={t('person')}
        data={[
          { value: '', label: t('everybody') },
          { value: 'system', label: t('engine') },
          ...people.map((p) => ({ value: p.id, label: p.name })),
        ]}
        onChange={(event) => set({ actorId: event.currentTarget.value })}
        size="xs"
        value={filter.actorId}
      />
      <NativeSelect
        aria-label={t('room')}
        data={[{ value: '', label: t('everywhere') }, ...ROOMS.map((room) => ({ value: room, label: words(room) }))]}
        onChange={(event) => set({ room: event.currentTarget.value })}
        size="xs"
        value={filter.room}
      />
      <TextInput
        aria-label={t('day')}
        onChange={(event) => set({ on: event.currentTarget.value })}
        size="xs"
        type="date"
        value={filter.on}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          set({ number: typed.trim() });
        }}
      >
        <TextInput
          aria-label={t('number')}
          name="number"
          onBlur={() => set({ number: typed.trim() })}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={t('number')}
          size="xs"
          value={typed}
        />
      </form>
    </>
  );
}

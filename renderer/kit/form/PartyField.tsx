import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useAsk } from '../use-ask.ts';
import type { FormState } from './use-form.ts';

type Party = OutputOf<'parties.listParties'>['rows'][number];

const SETTLED_MS = 200;
const OFFERED = 20;
/** Between a name and what tells it from the same name. */
const MARK = ' · ';

/** Customers whose names begin as typed, and the one that is meant. */
export interface FoundCustomer {
  readonly names: readonly string[];
  readonly party: Party | undefined;
}

/** Names of several customers who are called the same are told apart by their numbers, else by countries. */
function labelled(parties: readonly Party[]): ReadonlyMap<string, Party> {
  const labels = new Map<string, Party>();
  for (const [name, own] of Map.groupBy(parties, (p) => p.name))
    for (const p of own) labels.set(own.length === 1 ? name : `${name}${MARK}${p.externalId ?? p.email ?? p.country}`, p);
  return labels;
}

/** Looks customers up by what is typed of their names. */
export function useCustomer(typed: string): FoundCustomer {
  const [name = ''] = typed.split(MARK);
  const [settled] = useDebouncedValue(name.trim(), SETTLED_MS);
  const { output } = useAsk(
    'parties.listParties',
    settled === ''
      ? undefined
      : {
          filter: [
            { column: 'name', op: 'startsWith', value: settled },
            { column: 'kind', op: 'in', values: ['customer', 'both'] },
          ],
          limit: OFFERED,
        },
  );
  return useMemo(() => {
    const labels = labelled(output?.rows ?? []);
    return { names: [...labels.keys()], party: labels.get(typed.trim()) };
  }, [output, typed]);
}

/** Has the keyboard when the form opens. */
const focused = (first: boolean) => ({ autoFocus: first, 'data-autofocus': first || undefined });

/** A customer by name, with those offered whose names begin like that. */
export function CustomerField(props: {
  readonly form: FormState;
  readonly found: FoundCustomer;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly first?: boolean;
}) {
  const { form, found, name, label, hint, first = false } = props;
  return (
    <Autocomplete
      data={[...found.names]}
      {...focused(first)}
      description={hint}
      error={form.wrong[name]}
      filter={({ options }) => options}
      label={label}
      name={name}
      onChange={(value) => form.say(name, value)}
      size="xs"
      value={form.draft.fields[name] ?? ''}
    />
  );
}

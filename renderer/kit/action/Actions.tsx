import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { ActionDialog } from './ActionDialog.tsx';
import type { Action } from './action.ts';
import { useOffer } from './offered.ts';
import { t } from './text.ts';

/** The few actions that are possible now, the next one first and filled; `even` where none is the next step. The palette offers them too. */
export function Actions({ actions, even = false }: { readonly actions: readonly Action[]; readonly even?: boolean }) {
  const [verb, setVerb] = useState<string>();
  useOffer(
    actions.map((a) => a.verb),
    setVerb,
  );
  const chosen = actions.find((a) => a.verb === verb);
  return (
    <>
      <Group aria-label={t('actions')} gap={6} role="group">
        {actions.map((a, i) => (
          <Button
            color={a.grave ? 'red' : 'accent'}
            key={a.verb}
            onClick={() => setVerb(a.verb)}
            variant={i === 0 && !even ? 'filled' : 'default'}
          >
            {a.verb}
          </Button>
        ))}
      </Group>
      {chosen ? <ActionDialog action={chosen} close={() => setVerb(undefined)} /> : null}
    </>
  );
}

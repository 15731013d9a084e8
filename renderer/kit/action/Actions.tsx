import { Button, Group } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ActionDialog } from './ActionDialog.tsx';
import type { Action } from './action.ts';
import { useOffer } from './offered.ts';
import { t } from './text.ts';

/** The few actions that are possible now, the next one first and filled; `even` where none is the next step. The palette offers them too. */
export function Actions({ actions, even = false }: { readonly actions: readonly Action[]; readonly even?: boolean }) {
  const [opened, setOpened] = useState<Action>();
  const open = (verb: string) => setOpened(actions.find((a) => a.verb === verb));
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  const offer = useCallback((verb: string) => latest.current(verb), []);
  useOffer(
    actions.map((a) => a.verb),
    offer,
  );
  // What is no longer offered, because somebody else did it meanwhile, stays open with what was typed: the engine says what is so.
  const chosen = opened && (actions.find((a) => a.verb === opened.verb) ?? opened);
  return (
    <>
      {actions.length > 0 ? (
        <Group aria-label={t('actions')} gap={6} role="group">
          {actions.map((a, i) => (
            <Button
              color={a.grave ? 'red' : 'accent'}
              key={a.verb}
              onClick={() => setOpened(a)}
              variant={i === 0 && !even ? 'filled' : 'default'}
            >
              {a.verb}
            </Button>
          ))}
        </Group>
      ) : null}
      {chosen ? <ActionDialog action={chosen} close={() => setOpened(undefined)} /> : null}
    </>
  );
}

import { Alert, Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react';
import { Effects } from '../action/Effects.tsx';
import { t as a } from '../action/text.ts';
import { go } from '../route.ts';
import { t } from './text.ts';
import { type FormState, useFirstWrong } from './use-form.ts';

/**
 * The frame of a form: its fields, what keeps it from being done, what it would do, and the buttons. Ctrl Enter goes on
 * from anywhere; Enter does from a plain field.
 */
export function Form(props: {
  readonly form: FormState;
  /** Path to go back to. */
  readonly back: string;
  readonly children: ReactNode;
  /** Shown in place of the records and journal lines of the dry run. */
  readonly effects?: ReactNode;
}) {
  const { form, back, children } = props;
  const { verb, above, preview, changed, busy, goOn } = form;
  const frame = useRef<HTMLFormElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useFirstWrong(frame, form.wrong);
  useHotkeys([['mod+Enter', goOn]], []);
  useEffect(() => {
    // A button that waits for an answer lets the keyboard go.
    if (preview || above) button.current?.focus();
  }, [preview, above]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    goOn();
  };
  return (
    <form className="form" onSubmit={submit} ref={frame}>
      {children}
      {above ? (
        <Alert color="red" role="alert" title={above.code === 'fault' ? a('notSaved') : a('notPossible')} variant="light">
          {above.message}
        </Alert>
      ) : null}
      {changed ? (
        <Alert color="yellow" role="alert" title={a('changed')} variant="light">
          {a('changedMore')}
        </Alert>
      ) : null}
      {preview ? (props.effects ?? <Effects preview={preview} />) : null}
      <Group className="form-end">
        <Button loading={busy} ref={button} title={a('ctrlEnter', { does: t('keyOn') })} type="submit">
          {preview ? verb : a('show')}
        </Button>
        <Button onClick={() => go(back)} variant="default">
          {a('back')}
        </Button>
      </Group>
    </form>
  );
}

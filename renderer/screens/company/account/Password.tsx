import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { PASSWORD_MIN, type WhoAmI } from '../../../../preload/contract/sign-in.ts';
import { asFailure } from '../../../client/failure.ts';
import { changePassword } from '../../../client/session.ts';
import { t } from './text.ts';

const EMPTY = { current: '', next: '', again: '' };

/** A new password, with the one held now where that is asked for. */
export function Password({ person }: { readonly person: WhoAmI }) {
  const [typed, setTyped] = useState(EMPTY);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly good: boolean; readonly sentence: string }>();
  const verb = t(person.hasPassword ? 'changePassword' : 'choosePassword');
  const differs = typed.again !== '' && typed.again !== typed.next;
  const field = (name: keyof typeof EMPTY) => ({
    name,
    value: typed[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((known) => ({ ...known, [name]: value }));
    },
  });
  const ready = typed.next !== '' && typed.next === typed.again && (!person.needsCurrent || typed.current !== '');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    changePassword(typed.next, person.needsCurrent ? typed.current : undefined)
      .then(
        () => {
          setTyped(EMPTY);
          setSaid({ good: true, sentence: t('passwordDone') });
        },
        (error: unknown) => setSaid({ good: false, sentence: asFailure(error).message }),
      )
      .finally(() => setBusy(false));
  };
  return (
    <section>
      <h2>{verb}</h2>
      <form onSubmit={submit}>
        <Stack gap="xs" maw={360}>
          {person.needsCurrent ? <PasswordInput autoComplete="current-password" label={t('passwordNow')} {...field('current')} /> : null}
          <PasswordInput
            autoComplete="new-password"
            description={t('passwordHint', { count: PASSWORD_MIN })}
            label={t('passwordNew')}
            {...field('next')}
          />
          <PasswordInput
            autoComplete="new-password"
            error={differs ? t('differs') : undefined}
            label={t('passwordAgain')}
            {...field('again')}
          />
          {said ? (
            <Alert color={said.good ? 'green' : 'red'} p="xs" role={said.good ? 'status' : 'alert'} variant="light">
              {said.sentence}
            </Alert>
          ) : null}
          <Button className="start" disabled={!ready} loading={busy} type="submit">
            {verb}
          </Button>
        </Stack>
      </form>
    </section>
  );
}

import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { PASSWORD_MIN } from '../../../../preload/contract/sign-in.ts';
import { asFailure } from '../../../client/failure.ts';
import { changePassword, usePerson } from '../../../client/session.ts';
import { EmptyNote } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';

const EMPTY = { current: '', next: '', again: '' };

/** The person's own account: who they are here, and their password. */
export default function Account() {
  const person = usePerson((p) => p.person);
  const [typed, setTyped] = useState(EMPTY);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly good: boolean; readonly sentence: string }>();
  if (!person)
    return (
      <EmptyNote title="On the desktop the owner of the company file is at work">
        Passwords are for people who come over the network.
      </EmptyNote>
    );

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
          setSaid({ good: true, sentence: 'The new password holds from now on. You are signed out everywhere else.' });
        },
        (error: unknown) => setSaid({ good: false, sentence: asFailure(error).message }),
      )
      .finally(() => setBusy(false));
  };
  const may = person.permissions.includes('*') ? 'Everything' : `${person.permissions.length} things`;

  return (
    <Page title="My account">
      <dl className="figures">
        <Figure name="Name" value={person.name} />
        <Figure name="Signs in as" value={person.login} />
        <Figure hint={person.permissions.join(', ')} name="May do" value={may} />
      </dl>
      <section>
        <h2>{person.hasPassword ? 'Change the password' : 'Choose a password'}</h2>
        <form onSubmit={submit}>
          <Stack gap="xs" maw={360}>
            {person.needsCurrent ? <PasswordInput autoComplete="current-password" label="Password now" {...field('current')} /> : null}
            <PasswordInput
              autoComplete="new-password"
              description={`At least ${PASSWORD_MIN} characters; a few words you can remember do well`}
              label="New password"
              {...field('next')}
            />
            <PasswordInput
              autoComplete="new-password"
              error={differs ? 'This is not what stands above' : undefined}
              label="New password once more"
              {...field('again')}
            />
            {said ? (
              <Alert color={said.good ? 'green' : 'red'} p="xs" role={said.good ? 'status' : 'alert'} variant="light">
                {said.sentence}
              </Alert>
            ) : null}
            <Button className="start" disabled={!ready} loading={busy} type="submit">
              {person.hasPassword ? 'Change password' : 'Choose password'}
            </Button>
          </Stack>
        </form>
      </section>
    </Page>
  );
}

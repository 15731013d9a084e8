import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { look } from '../client/ask.ts';
import { asFailure } from '../client/failure.ts';
import { signInWithPassword } from '../client/session.ts';

/** Sign-in by name and password. The link the server prints when it starts lets the owner in without one, once. */
export function SignIn() {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const first = useRef<HTMLInputElement>(null);
  // The page is nothing but this form: typing begins at once.
  useEffect(() => first.current?.focus(), []);
  const [busy, setBusy] = useState(false);
  const [sentence, setSentence] = useState<string>();

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || login.trim() === '' || password === '') return;
    setBusy(true);
    setSentence(undefined);
    signInWithPassword(login.trim(), password)
      .then(look)
      .catch((error: unknown) => setSentence(asFailure(error).message))
      .finally(() => setBusy(false));
  };

  return (
    <main className="sign-in">
      <form aria-labelledby="sign-in-title" onSubmit={submit}>
        <div aria-hidden="true" className="mark" />
        <h1 id="sign-in-title">Countinghouse</h1>
        <TextInput
          autoComplete="username"
          label="Name"
          ref={first}
          onChange={(event) => setLogin(event.currentTarget.value)}
          spellCheck={false}
          value={login}
        />
        <PasswordInput
          autoComplete="current-password"
          label="Password"
          onChange={(event) => setPassword(event.currentTarget.value)}
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
        {sentence === undefined ? (
          <p className="quiet">The first time, open the link that the server printed when it started.</p>
        ) : (
          <Alert color="red" p="xs" role="alert" variant="light">
            {sentence}
          </Alert>
        )}
        <Button disabled={login.trim() === '' || password === ''} loading={busy} type="submit">
          Sign in
        </Button>
      </form>
    </main>
  );
}

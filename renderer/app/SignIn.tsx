import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { look } from '../client/ask.ts';
import { asFailure } from '../client/failure.ts';
import { signInWithLink, signInWithPassword, useWaitingLink } from '../client/session.ts';
import { t } from './text.ts';

/** Sign-in by name and password. The link the server prints when it starts lets the owner in without one, once. */
export function SignIn() {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const first = useRef<HTMLInputElement>(null);
  // The page is nothing but this form: typing begins at once.
  useEffect(() => first.current?.focus(), []);
  const [busy, setBusy] = useState(false);
  const [sentence, setSentence] = useState<string>();
  const link = useWaitingLink((w) => w.secret);
  const [asksCode, setAsksCode] = useState(false);
  const [code, setCode] = useState('');
  const wantsCode = asksCode || link !== undefined;
  const second = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wantsCode) second.current?.focus();
  }, [wantsCode]);
  const ready = link === undefined ? login.trim() !== '' && password !== '' && !(asksCode && code === '') : code !== '';

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || !ready) return;
    setBusy(true);
    setSentence(undefined);
    const given = wantsCode ? code : undefined;
    (link === undefined ? signInWithPassword(login.trim(), password, given) : signInWithLink(link, given))
      .then(look)
      .catch((error: unknown) => {
        const failure = asFailure(error);
        setCode('');
        if (failure.code === 'signIn.codeNeeded') setAsksCode(true);
        setSentence(failure.message);
      })
      .finally(() => setBusy(false));
  };

  return (
    <main className="sign-in">
      <form aria-labelledby="sign-in-title" onSubmit={submit}>
        <div aria-hidden="true" className="mark" />
        <h1 id="sign-in-title">{t('product')}</h1>
        {link === undefined ? (
          <>
            <TextInput
              autoComplete="username"
              label={t('login')}
              ref={first}
              onChange={(event) => setLogin(event.currentTarget.value)}
              spellCheck={false}
              value={login}
            />
            <PasswordInput
              autoComplete="current-password"
              label={t('password')}
              onChange={(event) => setPassword(event.currentTarget.value)}
              value={password}
            />
          </>
        ) : null}
        {wantsCode ? (
          <TextInput
            autoComplete="one-time-code"
            description={t('codeHint')}
            label={t('code')}
            onChange={(event) => setCode(event.currentTarget.value)}
            ref={second}
            value={code}
          />
        ) : null}
        {sentence === undefined ? (
          <p className="quiet">{t('firstTime')}</p>
        ) : (
          <Alert color="red" p="xs" role="alert" variant="light">
            {sentence}
          </Alert>
        )}
        <Button disabled={!ready} loading={busy} type="submit">
          {t('signIn')}
        </Button>
      </form>
    </main>
  );
}

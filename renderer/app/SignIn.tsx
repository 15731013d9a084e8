import { type SubmitEvent, useState } from 'react';
import { signIn } from '../client/ask.ts';
import { asFailure } from '../client/failure.ts';

/** Sign-in by access token. The link printed by the server brings one along; this form is for everybody else. */
export function SignIn() {
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [sentence, setSentence] = useState<string>();

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || token.trim() === '') return;
    setBusy(true);
    setSentence(undefined);
    signIn(token)
      .catch((error: unknown) => {
        const failure = asFailure(error);
        setSentence(failure.signedOut ? 'This token is not valid here: it was mistyped, has expired, or was revoked.' : failure.message);
      })
      .finally(() => setBusy(false));
  };

  return (
    <main className="sign-in">
      <form aria-labelledby="sign-in-title" onSubmit={submit}>
        <div aria-hidden="true" className="mark" />
        <h1 id="sign-in-title">Countinghouse</h1>
        <label htmlFor="token">Access token</label>
        <input
          aria-describedby="token-note"
          aria-invalid={sentence !== undefined}
          autoComplete="off"
          id="token"
          onChange={(event) => setToken(event.currentTarget.value)}
          spellCheck={false}
          type="password"
          value={token}
        />
        <p className={sentence === undefined ? 'quiet' : 'tone-bad'} id="token-note" role={sentence === undefined ? undefined : 'alert'}>
          {sentence ?? 'The server printed a link with a token when it started. It is kept in this tab only.'}
        </p>
        <button className="primary" disabled={busy || token.trim() === ''} type="submit">
          Sign in
        </button>
      </form>
    </main>
  );
}

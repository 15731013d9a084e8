import { Alert, Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { onDesktop } from '../../../client/desktop.ts';
import { asFailure } from '../../../client/failure.ts';
import { invite } from '../../../client/session.ts';
import { t } from './text.ts';

/** A one-time way in: shown once, to be handed to the person it is for. */
export function Invitation({ login }: { readonly login: string }) {
  const [made, setMade] = useState<{ readonly link: string; readonly minutes: number }>();
  const [sentence, setSentence] = useState<string>();
  const [busy, setBusy] = useState(false);
  // A desktop file has no address others could come to.
  if (onDesktop()) return null;
  const make = () => {
    setBusy(true);
    setSentence(undefined);
    invite(login)
      .then(setMade, (error: unknown) => setSentence(asFailure(error).message))
      .finally(() => setBusy(false));
  };
  return (
    <section>
      <h2>{t('wayIn')}</h2>
      {made ? (
        <TextInput
          description={t('opensOnce', { count: made.minutes })}
          label={t('link')}
          maw={640}
          onFocus={(event) => event.currentTarget.select()}
          readOnly
          value={made.link}
        />
      ) : (
        <Group>
          <Button loading={busy} onClick={make} variant="default">
            {t('makeLink')}
          </Button>
        </Group>
      )}
      {sentence === undefined ? null : (
        <Alert color="red" mt="xs" p="xs" role="alert" variant="light">
          {sentence}
        </Alert>
      )}
    </section>
  );
}

import { Alert, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { SecondFactorOffer, WhoAmI } from '../../../../preload/contract/sign-in.ts';
import { asFailure } from '../../../client/failure.ts';
import { confirmSecondFactor, offerSecondFactor, removeSecondFactor, whoAmI } from '../../../client/session.ts';
import { t } from './text.ts';

type Step =
  | { readonly at: 'start' }
  | { readonly at: 'scan'; readonly offer: SecondFactorOffer }
  | { readonly at: 'kept'; readonly recoveryCodes: readonly string[] };

/** Sets a code generator up in three steps: prove who it is, show a first code, keep the recovery codes. Or gives it up. */
export function SecondFactor({ person }: { readonly person: WhoAmI }) {
  const [step, setStep] = useState<Step>({ at: 'start' });
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [sentence, setSentence] = useState<string>();
  const on = person.secondFactor === 'on';

  const run = (work: () => Promise<Step>) => (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setSentence(undefined);
    work()
      .then(
        (reached) => {
          setTyped('');
          setStep(reached);
        },
        (error: unknown) => setSentence(asFailure(error).message),
      )
      .finally(() => setBusy(false));
  };
  const begin = run(async () => ({ at: 'scan', offer: await offerSecondFactor(person.needsCurrent ? typed : undefined) }));
  const check = run(async () => ({ at: 'kept', recoveryCodes: await confirmSecondFactor(typed) }));
  const remove = run(async () => {
    await removeSecondFactor(typed);
    return { at: 'start' };
  });
  const finish = () => {
    setStep({ at: 'start' });
    // Only now: the page changes once somebody has it, and the codes must not go with it.
    whoAmI().catch((error: unknown) => setSentence(asFailure(error).message));
  };
  const code = (
    <TextInput
      autoComplete="one-time-code"
      description={t(on ? 'removeHint' : 'codeHint')}
      inputMode="numeric"
      label={t('code')}
      maw={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      value={typed}
    />
  );
  const refused = sentence ? (
    <Alert color="red" p="xs" role="alert" variant="light">
      {sentence}
    </Alert>
  ) : null;
  const button = (verb: string, grave = false) => (
    <Button
      className="start"
      color={grave ? 'red' : 'accent'}
      disabled={typed === '' && (step.at === 'scan' || on || person.needsCurrent)}
      loading={busy}
      type="submit"
      variant={grave ? 'default' : 'filled'}
    >
      {verb}
    </Button>
  );

  if (step.at === 'kept')
    return (
      <section>
        <h2>{t('recovery')}</h2>
        <p className="quiet">{t('recoveryMore')}</p>
        <ul className="codes">
          {step.recoveryCodes.map((c) => (
            <li key={c}>{c}</li>
          ))}
        </ul>
        <Button className="start" onClick={finish}>
          {t('kept')}
        </Button>
      </section>
    );
  if (step.at === 'scan')
    return (
      <section>
        <h2>{t('factor')}</h2>
        <form onSubmit={check}>
          <Stack gap="xs" maw={520}>
            <p className="quiet">{t('scan')}</p>
            <Group align="start" gap="md" wrap="nowrap">
              <img alt={t('qr')} className="qr" src={`data:image/svg+xml,${encodeURIComponent(step.offer.qrSvg)}`} />
              <Stack gap="xs">
                <TextInput label={t('key')} onFocus={(event) => event.currentTarget.select()} readOnly value={step.offer.secret} w={300} />
                {code}
                {refused}
                {button(t('check'))}
              </Stack>
            </Group>
          </Stack>
        </form>
      </section>
    );
  return (
    <section>
      <h2>{t('factor')}</h2>
      <form onSubmit={on ? remove : begin}>
        <Stack gap="xs" maw={520}>
          <p className={person.secondFactor === 'required' ? 'tone-warn' : 'quiet'}>
            {t(on ? 'factorOn' : person.secondFactor === 'required' ? 'factorRequired' : 'factorOff')}
          </p>
          {on ? code : null}
          {!on && person.needsCurrent ? (
            <PasswordInput
              autoComplete="current-password"
              label={t('passwordNow')}
              maw={360}
              onChange={(event) => setTyped(event.currentTarget.value)}
              value={typed}
            />
          ) : null}
          {refused}
          {button(t(on ? 'remove' : 'setUp'), on)}
        </Stack>
      </form>
    </section>
  );
}

import { Alert, Button, Group, Modal, Progress, Stack } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { BULK_ROWS_MAX } from '../../../preload/contract/bulk.ts';
import type { OutputOf } from '../../client/operations.ts';
import { answered, startOf } from '../action/answers.ts';
import { Effects } from '../action/Effects.tsx';
import { Field } from '../action/Field.tsx';
import type { BulkOffer } from './offer.ts';
import { Refused } from './Refused.tsx';
import { t } from './text.ts';
import { type BulkChoice, useBulk } from './use-bulk.ts';

/** More rows than this are not looked at while somebody waits. */
const LONG_WORK = 5_000;

type Bulk = OutputOf<'engine.getBulk'>;

/**
 * A command for many rows from question to done: asks what they have in common, shows what the engine found by looking at every row,
 * and does it with those that are possible. Ctrl Enter goes on, Escape back; what runs goes on without the window.
 */
export function BulkDialog({
  offer,
  choice,
  close,
}: {
  readonly offer: BulkOffer;
  readonly choice: BulkChoice;
  readonly close: () => void;
}) {
  const asks = offer.asks ?? [];
  const [answers, setAnswers] = useState(() => startOf(asks));
  const { lookId, bulk, goesOn, failure, look, run, stop, started } = useBulk(offer.operation, choice);
  const button = useRef<HTMLButtonElement>(null);
  const tooMany = choice.count > BULK_ROWS_MAX;
  const missing = tooMany || asks.some((a) => a.optional !== true && (answers[a.name] ?? '').trim() === '');
  const looked = bulk?.state === 'done' && bulk.step === 'look';
  const runnable = bulk !== undefined && !goesOn && bulk.ready > 0 && (looked || bulk.step === 'run');
  const { length: questions } = asks;
  const asked = useRef(false);
  useEffect(() => {
    // Nothing to ask: what it does is the first thing to see.
    if (questions > 0 || asked.current || tooMany) return;
    asked.current = true;
    void look(offer.input?.({}) ?? {});
  }, [questions, look, offer, tooMany]);
  useEffect(() => {
    if (runnable) button.current?.focus();
  }, [runnable]);

  const goOn = () => {
    if (!started && !missing) {
      const said = answered(answers);
      void look(offer.input?.(said) ?? said);
    } else if (runnable) void run();
  };
  useHotkeys([['mod+Enter', goOn]], []);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    goOn();
  };
  const word = !started
    ? t('look', { count: choice.count })
    : bulk?.step === 'run'
      ? t('goOn')
      : t('confirm', { verb: offer.verb, count: bulk?.ready ?? 0 });
  return (
    <Modal closeButtonProps={{ 'aria-label': t('back') }} onClose={close} opened size="lg" title={offer.verb}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {started
            ? null
            : asks.map((ask, i) => (
                <Field
                  answer={answers[ask.name] ?? ''}
                  ask={ask}
                  first={i === 0}
                  key={ask.name}
                  refused={undefined}
                  say={(value) => setAnswers((known) => ({ ...known, [ask.name]: value }))}
                />
              ))}
          {tooMany ? (
            <Alert color="red" role="alert" variant="light">
              {t('above', { count: choice.count, limit: BULK_ROWS_MAX })}
            </Alert>
          ) : choice.count > LONG_WORK && !started ? (
            <p className="quiet">{t('long', { count: choice.count })}</p>
          ) : null}
          {failure ? (
            <Alert color="red" role="alert" variant="light">
              {failure.message}
            </Alert>
          ) : null}
          {bulk ? <Standing bulk={bulk} goesOn={goesOn} /> : null}
          {bulk && !goesOn && bulk.refused > 0 && lookId !== undefined ? <Refused bulk={bulk} lookId={lookId} path={offer.path} /> : null}
          {looked && bulk.ready > 0 ? <Effects preview={{ ...bulk.effects, messages: [] }} /> : null}
          <Group justify="flex-end">
            {goesOn ? (
              <Button onClick={() => void stop()} variant="default">
                {t('stop')}
              </Button>
            ) : null}
            <Button onClick={close} variant="default">
              {t(bulk?.step === 'run' ? 'close' : 'back')}
            </Button>
            {!started || runnable ? (
              <Button color={offer.grave ? 'red.9' : 'accent'} disabled={!started && missing} ref={button} type="submit">
                {word}
              </Button>
            ) : null}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** How far it is, or what came of it. */
function Standing({ bulk, goesOn }: { readonly bulk: Bulk; readonly goesOn: boolean }) {
  const { step, progress, ready, done, refused, state, error } = bulk;
  if (goesOn) {
    const { total } = progress;
    return (
      <div role="status">
        <p>{t(step === 'look' ? 'looking' : 'running')}</p>
        <Progress
          aria-label={t(step === 'look' ? 'looking' : 'running')}
          value={total ? Math.min(100, (progress.done * 100) / total) : 0}
        />
        <p className="quiet">{total === null ? t('soFar', { done: progress.done }) : t('progress', { done: progress.done, total })}</p>
      </div>
    );
  }
  const lines =
    step === 'look'
      ? [ready > 0 ? t('would', { count: ready }) : t('none'), refused > 0 ? t('wouldNot', { count: refused }) : '']
      : [t('did', { count: done }), refused > 0 ? t('didNot', { count: refused }) : '', ready > 0 ? t('left', { count: ready }) : ''];
  return (
    <div role="status">
      {state === 'done' ? null : <p className="tone-bad">{t('ended', { error: error ?? state })}</p>}
      <p>
        <strong>{lines.filter(Boolean).join(' ')}</strong>
      </p>
      {step === 'look' && ready > 1 ? <p className="quiet">{t('alone')}</p> : null}
    </div>
  );
}

import { useCallback, useRef, useState } from 'react';
import type { ApprovalNeeded, Preview } from '../../../preload/contract/envelope.ts';
import { asFailure, type Failure } from '../../client/failure.ts';
import { newCommandId, send } from '../../client/send.ts';
import type { Action } from './action.ts';

/** What waits for somebody else now, as the engine's refusal says it. */
export type Waiting = ApprovalNeeded & { readonly requestId: string; readonly expiresAt: string };

/** Where an action stands between asking and done. */
export interface ActionState {
  readonly busy: boolean;
  readonly preview: Preview | undefined;
  /** The effects changed while the person was reading them; the new ones are shown. */
  readonly changed: boolean;
  readonly failure: Failure | undefined;
  /** It was not done but waits for approval. */
  readonly waits: Waiting | undefined;
  /** Says what the action would do. */
  readonly look: (answers: Readonly<Record<string, string>>) => Promise<void>;
  /** Does exactly what the preview says. Resolves to whether it is done. */
  readonly confirm: (approvalReason?: string) => Promise<boolean>;
  /** An answer was changed: what was shown no longer holds. */
  readonly reset: () => void;
}

const START = { busy: false, preview: undefined, changed: false, failure: undefined, waits: undefined } as const;

/** Previews an action and does what was previewed, under one command id however often the answer gets lost. */
export function useAction(action: Action): ActionState {
  const [state, setState] = useState<Pick<ActionState, 'busy' | 'preview' | 'changed' | 'failure' | 'waits'>>(START);
  const asked = useRef<{ input: never; commandId: string } | undefined>(undefined);
  const { operation, input: inputOf, expect } = action;

  const look = useCallback(
    async (answers: Readonly<Record<string, string>>) => {
      setState({ ...START, busy: true });
      const input = inputOf(answers) as never;
      asked.current = { input, commandId: newCommandId() };
      try {
        const { preview } = await send(operation, input, { dryRun: true, ...(expect ? { expect: [...expect] } : {}) });
        setState({ ...START, preview });
      } catch (error) {
        setState({ ...START, failure: asFailure(error) });
      }
    },
    [operation, inputOf, expect],
  );

  const confirm = useCallback(
    async (approvalReason?: string) => {
      const { preview } = state;
      if (!asked.current || !preview) return false;
      const { input, commandId } = asked.current;
      setState({ ...START, preview, busy: true });
      try {
        await send(operation, input, {
          commandId,
          confirm: preview.effectsDigest,
          ...(expect ? { expect: [...expect] } : {}),
          ...(approvalReason ? { approvalReason } : {}),
        });
        setState(START);
        return true;
      } catch (error) {
        const failure = asFailure(error);
        if (failure.code === 'engine.needsApproval') {
          setState({ ...START, waits: failure.params as Waiting });
          return false;
        }
        const renewed = (failure.params as { preview?: Preview }).preview;
        if (failure.code === 'engine.previewChanged' && renewed) {
          asked.current = { input, commandId: newCommandId() };
          setState({ ...START, preview: renewed, changed: true });
        } else setState({ ...START, failure });
        return false;
      }
    },
    [operation, expect, state],
  );

  const reset = useCallback(() => setState(START), []);
  return { ...state, look, confirm, reset };
}

/** Sentences of a refused input that belong beside a field, by the field's name. */
export function besideFields(failure: Failure | undefined): Readonly<Record<string, string>> {
  if (failure?.code !== 'engine.badInput') return {};
  const { issues = [] } = failure.params as { issues?: readonly { path: string; message: string }[] };
  return Object.fromEntries(issues.map((i) => [i.path, i.message.charAt(0).toUpperCase() + i.message.slice(1)]));
}

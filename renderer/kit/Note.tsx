import type { Failure } from '../client/failure.ts';
import { t } from './kit-text.ts';

/** Something kept the answer away: what is so, why, and what can be done. */
export function FailureNote({ failure, again }: { readonly failure: Failure; readonly again: () => void }) {
  return (
    <div className="note" role="alert">
      <h2>{t(failure.forbidden ? 'forbidden' : failure.unreachable ? 'unreachable' : 'notShown')}</h2>
      <p>{failure.message}</p>
      {failure.forbidden ? null : (
        <button onClick={again} type="button">
          {t('again')}
        </button>
      )}
    </div>
  );
}

/** Nothing is here yet: what will appear, and the first step. */
export function EmptyNote({ title, children }: { readonly title: string; readonly children?: string }) {
  return (
    <div className="note">
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
    </div>
  );
}

/** A quiet line; the style sheet shows it only when the answer takes longer than a moment. */
export function Waiting() {
  return (
    <p className="waiting" role="status">
      {t('reading')}
    </p>
  );
}

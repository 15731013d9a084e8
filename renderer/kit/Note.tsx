import type { Failure } from '../client/failure.ts';

/** Something kept the answer away: what is so, why, and what can be done. */
export function FailureNote({ failure, again }: { readonly failure: Failure; readonly again: () => void }) {
  return (
    <div className="note" role="alert">
      <h2>{failure.forbidden ? 'Not open to you' : failure.unreachable ? 'No connection' : 'This could not be shown'}</h2>
      <p>{failure.message}</p>
      {failure.forbidden ? null : (
        <button onClick={again} type="button">
          Ask again
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
      Reading …
    </p>
  );
}

import { Component, type ComponentType, createElement, lazy, type ReactNode, Suspense } from 'react';
import { asFailure } from '../client/failure.ts';
import { FailureNote, Waiting } from '../kit/Note.tsx';
import type { ScreenDef, ScreenProps } from '../kit/screen.ts';
import { screens } from '../screens/index.ts';

/** Each screen as an element type, made once: a type made anew would lose what the screen remembers. */
const types: ReadonlyMap<ScreenDef, ComponentType<ScreenProps>> = new Map(screens.map((s) => [s, lazy(s.load)]));

/** The screen as it stands in its place; its code is loaded now if it was not before. */
export function draw(screen: ScreenDef, params: ScreenProps['params']): ReactNode {
  const type = types.get(screen);
  if (!type) throw new Error(`the screen ${screen.path} is not in the list`);
  return createElement(type, { params });
}

/** A place for one screen. What it throws stays there: the rail and the rest keep working. */
export function Outlet({ children }: { readonly children: ReactNode }) {
  return (
    <Boundary>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </Boundary>
  );
}

class Boundary extends Component<{ readonly children: ReactNode }, { readonly error?: unknown }> {
  override state: { readonly error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return <FailureNote again={() => this.setState({ error: undefined })} failure={asFailure(this.state.error)} />;
  }
}

import { Component, type ComponentType, createElement, lazy, type ReactNode, Suspense } from 'react';
import { asFailure, type Failure, notLoaded } from '../client/failure.ts';
import { FailureNote, Waiting } from '../kit/Note.tsx';
import type { ScreenDef, ScreenProps } from '../kit/screen.ts';
import { screens } from '../screens/index.ts';

/** Each screen as an element type, made once: a type made anew would lose what the screen remembers. */
const types: ReadonlyMap<ScreenDef, ComponentType<ScreenProps>> = new Map(
  screens.map((s) => [
    s,
    lazy(() =>
      s.load().catch((error: unknown) => {
        console.error(error);
        throw notLoaded();
      }),
    ),
  ]),
);

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

class Boundary extends Component<{ readonly children: ReactNode }, { readonly failure?: Failure | undefined }> {
  override state: { readonly failure?: Failure | undefined } = {};

  static getDerivedStateFromError(error: unknown) {
    return { failure: asFailure(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    // The code of a screen that did not come stays away in this page; the address keeps the place.
    const again = () => (failure.code === 'not-loaded' ? location.reload() : this.setState({ failure: undefined }));
    return <FailureNote again={again} failure={failure} />;
  }
}

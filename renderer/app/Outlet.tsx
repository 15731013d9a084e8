import { Component, lazy, type ReactNode, Suspense } from 'react';
import { asFailure } from '../client/failure.ts';
import { FailureNote, Waiting } from '../kit/Note.tsx';
import type { ScreenDef, ScreenProps } from '../kit/screen.ts';
import { screens } from '../screens/index.ts';

const loaded = new Map<ScreenDef, ReturnType<typeof lazy<React.ComponentType<ScreenProps>>>>(screens.map((s) => [s, lazy(s.load)]));

/** A screen, loaded when it is gone to. What it throws stays in its place: the rail and the rest keep working. */
export function Outlet({ screen, params }: { readonly screen: ScreenDef; readonly params: ScreenProps['params'] }) {
  const Screen = loaded.get(screen);
  if (!Screen) throw new Error(`the screen ${screen.path} is not in the list`);
  return (
    <Boundary>
      <Suspense fallback={<Waiting />}>
        <Screen params={params} />
      </Suspense>
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

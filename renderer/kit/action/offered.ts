import { useEffect } from 'react';
import { create } from 'zustand';

/** An action the screen in view offers, as the palette lists it. */
export interface Offer {
  readonly verb: string;
  readonly run: () => void;
}

/** What the screen in view offers now, the next step first. */
export const useOffered = create<{ readonly offers: readonly Offer[] }>(() => ({ offers: [] }));

/**
 * Offers actions in the palette for as long as they can be seen. `verbs` in the order of the screen; `run` gets one of them. What is no next
 * step, such as printing, is offered `last`, whichever was drawn later.
 */
export function useOffer(verbs: readonly string[], run: (verb: string) => void, last = false): void {
  const all = verbs.join('\n');
  useEffect(() => {
    const mine = all === '' ? [] : all.split('\n').map((verb) => ({ verb, run: () => run(verb) }));
    useOffered.setState(({ offers }) => ({ offers: last ? [...offers, ...mine] : [...mine, ...offers] }));
    return () => useOffered.setState(({ offers }) => ({ offers: offers.filter((o) => !mine.includes(o)) }));
  }, [all, run, last]);
}

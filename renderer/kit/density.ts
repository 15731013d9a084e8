import { create } from 'zustand';

/** Height of rows: as many as fit, or easier on the eye and the finger. */
export type Density = 'dense' | 'roomy';

const KEY = 'countinghouse.density';

/** Private windows may have no storage; then the choice lasts as long as the window. */
function kept(): Density {
  try {
    return localStorage.getItem(KEY) === 'roomy' ? 'roomy' : 'dense';
  } catch {
    return 'dense';
  }
}

export const useDensity = create<{ readonly density: Density }>(() => ({ density: kept() }));

/** Chooses the height of rows for this browser or desktop. */
export function setDensity(density: Density): void {
  useDensity.setState({ density });
  document.documentElement.dataset['density'] = density;
  try {
    localStorage.setItem(KEY, density);
  } catch {
    // No storage: the choice lasts as long as the window.
  }
}

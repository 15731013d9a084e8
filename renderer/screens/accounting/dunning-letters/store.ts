import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [{ id: 'all', name: t('all') }];

/** Filters, order, columns and place of the list of dunning letters. */
export const useLettersView = listView({ viewId: 'all' });

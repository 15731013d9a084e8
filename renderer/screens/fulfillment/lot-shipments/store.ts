import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export const presets: readonly Preset[] = [{ id: 'all', name: t('all') }];

/** Filters, order, columns and place of the list of lots shipped. */
export const useLotShipmentsView = listView({ viewId: 'all' });

import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { count } from '../../../kit/format.ts';
import { t } from './text.ts';

type Package = OutputOf<'fulfillment.listPackageTypes'>['rows'][number];

export const columns: readonly Column<Package>[] = [
  { id: 'code', title: t('code'), width: 110, text: (r) => r.code, link: (r) => `/package-types/${r.packageTypeId}` },
  { id: 'name', title: t('name'), grow: true, text: (r) => r.name },
  { id: 'measures', title: t('measures'), width: 150, text: (r) => [r.lengthMm, r.widthMm, r.heightMm].map(count).join(' × ') },
  { id: 'tare', title: t('tare'), width: 100, numeric: true, text: (r) => count(r.tareGrams) },
  { id: 'most', title: t('most'), width: 100, numeric: true, text: (r) => (r.maxGrams === null ? '' : count(r.maxGrams)) },
  { id: 'state', title: t('state'), width: 90, text: (r) => t(r.active ? 'on' : 'off'), tone: (r) => (r.active ? 'good' : 'quiet') },
];

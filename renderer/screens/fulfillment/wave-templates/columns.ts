import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { count, words } from '../../../kit/format.ts';
import { t } from './text.ts';

type Template = OutputOf<'fulfillment.listWaveTemplates'>['rows'][number];
type Service = OutputOf<'fulfillment.listCarrierServices'>['rows'][number];

const promised = (days: number) => (days === 0 ? t('promisedToday') : t('promisedWithin', { count: days }));

/** What a template takes, in words. */
function takes(template: Template): string {
  const { level, serviceCode, cutOffBy, promisedWithin, zoneCode, zoneTake, channelId } = template;
  const said = [
    ...(level === null ? [] : [words(level).toLowerCase()]),
    ...(serviceCode === null ? [] : [serviceCode]),
    ...(cutOffBy === null ? [] : [t('leavesBy', { time: cutOffBy })]),
    ...(promisedWithin === null ? [] : [promised(promisedWithin)]),
    ...(zoneCode === null ? [] : [t(zoneTake, { zone: zoneCode })]),
    ...(channelId === null ? [] : [t('oneChannel')]),
  ];
  return said.length === 0 ? t('everything') : said.join(', ');
}

export const templateColumns: readonly Column<Template>[] = [
  { id: 'name', title: t('name'), width: 220, text: (r) => r.name, link: (r) => `/wave-templates/${r.templateId}` },
  { id: 'warehouse', title: t('warehouse'), width: 100, text: (r) => r.warehouseCode },
  { id: 'takes', title: t('takes'), grow: true, text: takes },
  { id: 'method', title: t('method'), width: 100, text: (r) => words(r.method) },
  { id: 'limit', title: t('limit'), width: 100, numeric: true, text: (r) => count(r.maxOrders) },
  { id: 'state', title: t('state'), width: 90, text: (r) => t(r.active ? 'on' : 'off'), tone: (r) => (r.active ? 'good' : 'quiet') },
];

export const serviceColumns: readonly Column<Service>[] = [
  { id: 'code', title: t('code'), width: 110, text: (r) => r.code, link: (r) => `/carrier-services/${r.serviceId}` },
  { id: 'name', title: t('service'), width: 200, text: (r) => r.name },
  { id: 'carrier', title: t('carrier'), width: 120, text: (r) => r.carrier },
  { id: 'level', title: t('level'), width: 100, text: (r) => words(r.level) },
  { id: 'cutOffs', title: t('cutOffs'), grow: true, text: (r) => r.cutOffs.map((c) => `${c.warehouseCode} ${c.at}`).join(', ') },
  { id: 'charge', title: t('charge'), width: 130, text: (r) => r.chargeSku ?? '', hint: () => t('chargeHint') },
  { id: 'state', title: t('state'), width: 90, text: (r) => t(r.active ? 'on' : 'off'), tone: (r) => (r.active ? 'good' : 'quiet') },
];

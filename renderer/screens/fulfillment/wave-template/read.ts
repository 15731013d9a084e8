import { SERVICE_LEVELS, WAVE_LINES_MAX, WAVE_METHODS, WAVE_ORDERS_MAX } from '../../../../preload/contract/fulfillment-wave-choice.ts';
import type { InputOf, OutputOf } from '../../../client/operations.ts';
import type { Draft, Wrong } from '../../../kit/form/draft.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { readWhole } from '../../../kit/form/read.ts';
import { t } from './text.ts';

export type Template = OutputOf<'fulfillment.listWaveTemplates'>['rows'][number];
type Fields = Readonly<Record<string, string>>;

const DAYS_MAX = 365;
const ORDERS_USUAL = 50;

/** A field that narrows the choice, absent where nothing is chosen. */
const said = <N extends string>(name: N, fields: Fields) => {
  const value = (fields[name] ?? '').trim();
  return (value === '' ? {} : { [name]: value }) as { readonly [K in N]?: string };
};

function limit(reader: Reader, name: string, fields: Fields, most: number): number {
  const value = readWhole(fields[name] ?? '');
  if (value === undefined || value < 1 || value > most) reader.say(name, t('badLimit', { most }));
  return value ?? 1;
}

/** A form as the input of its command, or what of it cannot be read. */
export function readTemplate(
  templateId: string,
  { fields }: Draft,
): { readonly input: InputOf<'fulfillment.setWaveTemplate'> } | { readonly wrong: Wrong } {
  const reader = new Reader();
  const days = (fields['promisedWithin'] ?? '').trim();
  const promisedWithin = days === '' ? undefined : readWhole(days);
  if (days !== '' && (promisedWithin === undefined || promisedWithin < 0 || promisedWithin > DAYS_MAX))
    reader.say('promisedWithin', t('badDays'));
  const level = SERVICE_LEVELS.find((l) => l === fields['level']);
  const input = {
    templateId,
    name: reader.text('name', fields['name']),
    warehouseId: fields['warehouseId'] ?? '',
    method: WAVE_METHODS.find((m) => m === fields['method']) ?? 'batch',
    ...(promisedWithin === undefined ? {} : { promisedWithin }),
    ...(level === undefined ? {} : { level }),
    ...said('serviceId', fields),
    ...said('cutOffBy', fields),
    ...said('zoneId', fields),
    zoneTake: fields['zoneTake'] === 'part' ? ('part' as const) : ('whole' as const),
    ...said('channelId', fields),
    maxOrders: limit(reader, 'maxOrders', fields, WAVE_ORDERS_MAX),
    maxLines: limit(reader, 'maxLines', fields, WAVE_LINES_MAX),
    active: fields['active'] !== 'off',
  };
  return reader.wrong ? { wrong: reader.wrong } : { input };
}

/** A template as it stands in the form; without one, a choice of everything of a warehouse. */
export function draftOf(template: Template | undefined, warehouseId: string): Draft {
  if (!template) {
    const limits = { maxOrders: String(ORDERS_USUAL), maxLines: String(WAVE_LINES_MAX) };
    return { fields: { warehouseId, method: 'batch', zoneTake: 'whole', active: 'on', ...limits }, lines: [] };
  }
  return {
    fields: {
      name: template.name,
      warehouseId: template.warehouseId,
      method: template.method,
      promisedWithin: template.promisedWithin === null ? '' : String(template.promisedWithin),
      level: template.level ?? '',
      serviceId: template.serviceId ?? '',
      cutOffBy: template.cutOffBy ?? '',
      zoneId: template.zoneId ?? '',
      zoneTake: template.zoneTake,
      channelId: template.channelId ?? '',
      maxOrders: String(template.maxOrders),
      maxLines: String(template.maxLines),
      active: template.active ? 'on' : 'off',
    },
    lines: [],
  };
}

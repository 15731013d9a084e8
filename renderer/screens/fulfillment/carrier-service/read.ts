import { SERVICE_LEVELS } from '../../../../preload/contract/fulfillment-wave-choice.ts';
import type { InputOf, OutputOf } from '../../../client/operations.ts';
import { type Draft, lineField, typedRows, type Wrong } from '../../../kit/form/draft.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { t } from './text.ts';

export type Service = OutputOf<'fulfillment.listCarrierServices'>['rows'][number];
type Warehouses = readonly { readonly id: string; readonly code: string }[];

/** A form as the input of its command, or what of it cannot be read. */
export function readService(
  serviceId: string,
  { fields, lines }: Draft,
  warehouses: Warehouses,
): { readonly input: InputOf<'fulfillment.setCarrierService'> } | { readonly wrong: Wrong } {
  const reader = new Reader();
  const cutOffs = typedRows(lines, 'warehouse').map(({ line, row }) => {
    const code = reader.text(lineField(row, 'warehouse'), line['warehouse']);
    const warehouse = warehouses.find((w) => w.code.toLowerCase() === code.toLowerCase());
    if (code !== '' && !warehouse) reader.say(lineField(row, 'warehouse'), t('noWarehouse', { code }));
    const at = reader.text(lineField(row, 'at'), line['at']);
    if (at !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) reader.say(lineField(row, 'at'), t('badTime'));
    const zone = (line['zone'] ?? '').trim();
    return { warehouseId: warehouse?.id ?? '', at, ...(zone === '' ? {} : { zone }) };
  });
  const charge = (fields['charge'] ?? '').trim();
  const input = {
    serviceId,
    code: reader.text('code', fields['code']),
    name: reader.text('name', fields['name']),
    carrier: reader.text('carrier', fields['carrier']),
    level: SERVICE_LEVELS.find((l) => l === fields['level']) ?? 'standard',
    chargeSku: charge === '' ? null : charge,
    active: fields['active'] !== 'off',
    cutOffs,
  };
  return reader.wrong ? { wrong: reader.wrong } : { input };
}

/** A service as it stands in the form; without one, an empty form. */
export function draftOf(service: Service | undefined): Draft {
  if (!service) return { fields: { level: 'standard', active: 'on' }, lines: [{}] };
  const { code, name, carrier, level, chargeSku, active, cutOffs } = service;
  return {
    fields: { code, name, carrier, level, charge: chargeSku ?? '', active: active ? 'on' : 'off' },
    lines: [...cutOffs.map((c) => ({ warehouse: c.warehouseCode, at: c.at, zone: c.zone })), {}],
  };
}

import type { InputOf, OutputOf } from '../../../client/operations.ts';
import type { Draft, Wrong } from '../../../kit/form/draft.ts';
import { Reader } from '../../../kit/form/parse.ts';

export type Package = OutputOf<'fulfillment.listPackageTypes'>['rows'][number];

/** A form as the input of its command, or what of it cannot be read. */
export function readPackage(
  packageTypeId: string,
  { fields }: Draft,
): { readonly input: InputOf<'fulfillment.setPackageType'> } | { readonly wrong: Wrong } {
  const reader = new Reader();
  const input = {
    packageTypeId,
    code: reader.text('code', fields['code']),
    name: reader.text('name', fields['name']),
    lengthMm: reader.quantity('lengthMm', fields['lengthMm']),
    widthMm: reader.quantity('widthMm', fields['widthMm']),
    heightMm: reader.quantity('heightMm', fields['heightMm']),
    tareGrams: reader.quantity('tareGrams', fields['tareGrams']),
    maxGrams: (fields['maxGrams'] ?? '').trim() === '' ? null : reader.quantity('maxGrams', fields['maxGrams']),
    active: fields['active'] !== 'off',
  };
  return reader.wrong ? { wrong: reader.wrong } : { input };
}

/** A box as it stands in the form; without one, an empty form. */
export function draftOf(box: Package | undefined): Draft {
  if (!box) return { fields: { tareGrams: '0', active: 'on' }, lines: [] };
  const { code, name, lengthMm, widthMm, heightMm, tareGrams, maxGrams, active } = box;
  const numbers = { lengthMm: String(lengthMm), widthMm: String(widthMm), heightMm: String(heightMm), tareGrams: String(tareGrams) };
  return {
    fields: { code, name, ...numbers, maxGrams: maxGrams === null ? '' : String(maxGrams), active: active ? 'on' : 'off' },
    lines: [],
  };
}

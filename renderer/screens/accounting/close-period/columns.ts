import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative, type Tone } from '../../../kit/column.ts';
import { count, day, moment, money } from '../../../kit/format.ts';
import { t } from './text.ts';

export type Item = OutputOf<'closing.getChecklist'>['rows'][number];

/** Where an item stands, as a word with its colour. */
function standing(i: Item): { readonly word: string; readonly tone: Tone } {
  if (i.state === 'signed') return { word: t('signedBy', { who: i.signedBy ?? '', at: moment(i.signedAt ?? '') }), tone: 'good' };
  if (i.state === 'changed') return { word: t('changed'), tone: 'bad' };
  if (i.count === 0) return { word: t('nothing'), tone: 'quiet' };
  return i.mustBeNothing ? { word: t('settle'), tone: 'bad' } : { word: t('look'), tone: 'warn' };
}

export const columns = (period: string, currency: string): readonly Column<Item>[] => {
  const link = (i: Item) => `/close/${period}/${i.item}`;
  return [
    { id: 'area', title: t('area'), width: 90, text: (i) => t(i.area) },
    { id: 'item', title: t('item'), width: 250, text: (i) => i.title, hint: (i) => i.says, link },
    { id: 'count', title: t('count'), width: 70, numeric: true, text: (i) => count(i.count), link },
    {
      id: 'value',
      title: t('value', { currency }),
      width: 130,
      numeric: true,
      text: (i) => money(i.value, currency),
      tone: (i) => negative(i.value),
      link,
    },
    {
      id: 'state',
      title: t('state'),
      width: 230,
      dot: true,
      text: (i) => standing(i).word,
      tone: (i) => standing(i).tone,
      hint: (i) =>
        i.state === 'changed'
          ? t('changedHint', { who: i.signedBy ?? '', count: count(i.signedCount ?? 0), value: money(i.signedValue ?? 0, currency) })
          : i.says,
    },
    { id: 'note', title: t('note'), grow: true, text: (i) => i.note ?? '' },
    { id: 'owner', title: t('owner'), width: 130, text: (i) => i.ownerName },
    { id: 'due', title: t('due'), width: 95, text: (i) => day(i.dueOn) },
  ];
};

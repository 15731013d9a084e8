import type { InputOf, OutputOf } from '../../../client/operations.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { readWhole } from '../../../kit/form/read.ts';
import { words } from '../../../kit/format.ts';
import { t } from './text.ts';

export type Category = OutputOf<'catalog.listCategories'>['rows'][number];
export type Unit = OutputOf<'catalog.listUnits'>['rows'][number];
export type TaxClass = OutputOf<'catalog.listTaxClasses'>['rows'][number];

const METHODS = ['fifo', 'average', 'standard'] as const;
const MOST_STEPS = 1_000_000;

const stepsOf = (text: string): number | undefined => {
  const steps = readWhole(text);
  return steps !== undefined && steps >= 1 && steps <= MOST_STEPS ? steps : undefined;
};

/** Adds a category, or changes the one given. */
export const categoryAction = (category?: Category): Action =>
  action({
    verb: category ? t('changeCategory', { name: category.name }) : t('addCategory'),
    operation: 'catalog.setCategory',
    asks: [
      { name: 'name', label: t('name'), kind: 'text', start: category?.name ?? '' },
      {
        name: 'costing',
        label: t('costing'),
        kind: 'choice',
        options: METHODS.map((value) => ({ value, text: words(value) })),
        hint: t('costingHint'),
        start: category?.costing ?? 'fifo',
      },
      { name: 'revenueRole', label: t('revenueRole'), kind: 'text', hint: t('roleHint'), start: category?.revenueRole ?? 'revenue' },
      { name: 'cogsRole', label: t('cogsRole'), kind: 'text', start: category?.cogsRole ?? 'cogs' },
    ],
    input: ({ name = '', costing, revenueRole = '', cogsRole = '' }): InputOf<'catalog.setCategory'> => ({
      name,
      costing: METHODS.find((m) => m === costing) ?? 'fifo',
      revenueRole,
      cogsRole,
      ...(category ? { id: category.id } : {}),
    }),
  });

/** Adds a unit, or changes the one given. */
export const unitAction = (unit?: Unit): Action =>
  action({
    verb: unit ? t('changeUnit', { name: unit.code }) : t('addUnit'),
    operation: 'catalog.setUnit',
    asks: [
      ...(unit ? [] : [{ name: 'code', label: t('code'), kind: 'text', hint: t('codeHint') } as const]),
      { name: 'name', label: t('name'), kind: 'text', start: unit?.name ?? '' },
      {
        name: 'steps',
        label: t('steps'),
        kind: 'text',
        hint: t('stepsHint'),
        start: String(unit?.steps ?? 1),
        unreadable: (text) => (stepsOf(text) === undefined ? t('badSteps') : undefined),
      },
    ],
    input: ({ code = unit?.code ?? '', name = '', steps = '' }) => ({ code, name, steps: stepsOf(steps) ?? 1 }),
  });

/** Adds a tax class, or renames the one given. */
export const taxClassAction = (taxClass?: TaxClass): Action =>
  action({
    verb: taxClass ? t('changeTaxClass', { name: taxClass.code }) : t('addTaxClass'),
    operation: 'catalog.setTaxClass',
    asks: [
      ...(taxClass ? [] : [{ name: 'code', label: t('code'), kind: 'text', hint: t('codeHint') } as const]),
      { name: 'name', label: t('name'), kind: 'text', start: taxClass?.name ?? '' },
    ],
    input: ({ code = taxClass?.code ?? '', name = '' }) => ({ code, name }),
  });

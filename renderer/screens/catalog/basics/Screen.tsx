import { useMemo } from 'react';
import { ActionDialog } from '../../../kit/action/ActionDialog.tsx';
import { Actions } from '../../../kit/action/Actions.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { setQuery, usePath, useQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { categoryAction, taxClassAction, unitAction } from './actions.ts';
import { categoryColumns, taxClassColumns, unitColumns } from './columns.ts';
import { t } from './text.ts';

const addCategory = [categoryAction()];
const addUnit = [unitAction()];
const addTaxClass = [taxClassAction()];

/** What every product is described by: its category with the way it is costed, the unit it is counted in, and its tax class. */
export default function Catalogue() {
  const path = usePath();
  const categories = useAsk('catalog.listCategories', {});
  const units = useAsk('catalog.listUnits', {});
  const classes = useAsk('catalog.listTaxClasses', {});
  const codes = useAsk('accounting.listTaxCodes', {}).output?.rows;
  const [kind, key] = useQuery('change')?.split(' ') ?? [];
  const category = kind === 'category' ? categories.output?.rows.find((c) => c.id === key) : undefined;
  const unit = kind === 'unit' ? units.output?.rows.find((u) => u.code === key) : undefined;
  const taxClass = kind === 'tax' ? classes.output?.rows.find((c) => c.code === key) : undefined;
  const change = category ? categoryAction(category) : unit ? unitAction(unit) : taxClass ? taxClassAction(taxClass) : undefined;
  const columns = useMemo(() => taxClassColumns(codes ?? []), [codes]);
  return (
    <Page title={t('title')}>
      <section>
        <h2>{t('categories')}</h2>
        <Rows asked={categories} columns={categoryColumns} empty={t('noCategories')} label={t('categories')} rowId={(c) => c.id} />
        <Actions actions={addCategory} even />
      </section>
      <section>
        <h2>{t('units')}</h2>
        <Rows asked={units} columns={unitColumns} empty={t('noUnits')} label={t('units')} rowId={(u) => u.code} />
        <Actions actions={addUnit} even />
      </section>
      <section>
        <h2>{t('taxClasses')}</h2>
        <Rows asked={classes} columns={columns} empty={t('noTaxClasses')} label={t('taxClasses')} rowId={(c) => c.code} />
        <Actions actions={addTaxClass} even />
      </section>
      {change ? <ActionDialog action={change} close={() => setQuery(path, { change: undefined })} key={`${kind} ${key}`} /> : null}
    </Page>
  );
}

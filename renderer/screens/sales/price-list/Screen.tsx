import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { newId } from '../../../client/new-id.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { useForm } from '../../../kit/form/use-form.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go, linkTo } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { draftOf, type Found, namesIn, type PriceList, readList } from './read.ts';
import { t } from './text.ts';

const NEW = 'new';
const LISTS = '/price-lists';
const SETTLED_MS = 250;
const NAMES_AT_ONCE = 100;

/** One price list: what is sold at which price, from when to when, and to whom. */
export default function PriceListScreen({ params }: ScreenProps) {
  const id = params['id'] ?? NEW;
  const { output, failure, again } = useAsk('sales.getPriceList', id === NEW ? undefined : { id });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (id !== NEW && !output) return <Waiting />;
  return (
    <Page
      beside={
        <a className="quiet" href={linkTo(LISTS)}>
          {t('lists')}
        </a>
      }
      title={output?.name ?? t('newList')}
    >
      {/* A list somebody else changed meanwhile is refused as stale; what was typed stays. */}
      <ListForm key={id} list={output} />
    </Page>
  );
}

/** Ids of the customers whose names are typed. */
function useFound(text: string | undefined): Found {
  const [settled] = useDebouncedValue(text ?? '', SETTLED_MS);
  const names = namesIn(settled).slice(0, NAMES_AT_ONCE);
  const { output } = useAsk(
    'parties.listParties',
    names.length === 0 ? undefined : { filter: [{ column: 'name', op: 'in', values: names }], limit: 500 },
  );
  return useMemo(() => {
    if (settled.trim() === '') return new Map();
    if (settled !== (text ?? '') || !output) return undefined;
    return new Map([...Map.groupBy(output.rows, (p) => p.name)].map(([name, own]) => [name, own.map((p) => p.id)]));
  }, [settled, text, output]);
}

/** What is known of the customers whose names are typed. */
const said = (found: Found): string => {
  if (!found) return t('stillLooking');
  const count = [...found.values()].flat().length;
  return count === 0 ? t('customersHint') : t('found', { count });
};

function ListForm({ list }: { readonly list: PriceList | undefined }) {
  const currency = useCurrency();
  const [id] = useState(() => list?.id ?? newId('prl'));
  const [customers, setCustomers] = useState(() => draftOf(list, currency).fields['customers']);
  const found = useFound(customers);
  const form = useForm({
    verb: t('save'),
    operation: 'sales.setPriceList',
    start: draftOf(list, currency),
    read: (draft) => readList(id, draft, currency, found),
    concerns: { key: 'sku', column: { otherwise: 'sku', 'sales.priceTwice': 'minQty' }, field: { 'engine.alreadyExists': 'name' } },
    ...(list ? { expect: [{ id, revision: list.revision }] } : {}),
    done: () => go(LISTS),
  });
  const typed = form.draft.fields['customers'];
  if (typed !== customers) setCustomers(typed);
  return (
    <Form back={LISTS} form={form}>
      <div className="form-fields">
        <TextField first form={form} label={t('name')} name="name" />
        <ChoiceField
          form={form}
          label={t('tax')}
          name="tax"
          options={[
            { value: 'without', text: t('withoutTax') },
            { value: 'with', text: t('withTax') },
          ]}
        />
        <DayField form={form} label={t('from')} name="validFrom" />
        <DayField form={form} label={t('to')} name="validTo" />
        <TextField form={form} hint={t('offHint')} label={t('off')} name="offPercent" />
        <TextField form={form} hint={t('tiersHint')} label={t('tiers')} name="tiers" />
        <TextField form={form} hint={said(found)} label={t('customers')} name="customers" />
        <ChoiceField
          form={form}
          label={t('state')}
          name="active"
          options={[
            { value: 'on', text: t('on') },
            { value: 'off', text: t('offUse') },
          ]}
        />
      </div>
      <p className="quiet">{t('paste')}</p>
      <Lines
        besides="minQty"
        columns={[
          { id: 'sku', title: t('sku'), width: 200 },
          { id: 'item', title: t('item'), shown: (line) => <ItemName sku={line['sku'] ?? ''} /> },
          { id: 'minQty', title: t('minQty'), width: 140, numeric: true },
          { id: 'priceMicros', title: t('price', { currency }), width: 160, numeric: true },
        ]}
        form={form}
        grows
        label={t('prices')}
      />
    </Form>
  );
}

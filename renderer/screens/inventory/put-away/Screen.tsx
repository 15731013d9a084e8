import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { InputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { goodsActions, ruleActions } from './actions.ts';
import { goodsColumns, ruleColumns } from './columns.ts';
import { t } from './text.ts';

const OPEN = { column: 'active', op: 'eq', value: 1 } as const;
/** Where goods wait to be put away: few in every warehouse, however many bins it has. */
const SOURCES: InputOf<'inventory.listLocations'> = {
  filter: [OPEN, { column: 'type', op: 'in', values: ['dock', 'main', 'staging', 'packing'] }],
  limit: 500,
};
const TARGETS: InputOf<'inventory.listLocations'> = { filter: [OPEN], limit: 500 };
const RULES_SHOWN = 20;

/** What came in and is not where it belongs, with the place the rules say; and the rules. */
export default function PutAway() {
  const places = useAsk('inventory.listLocations', SOURCES);
  const sources = places.output?.rows;
  const rows = useAsk('inventory.listLocations', TARGETS).output?.rows;
  const [chosen, setChosen] = useState<string>();
  const from =
    chosen ?? (sources?.find((p) => p.type === 'dock' && p.items > 0) ?? sources?.find((p) => p.type === 'dock') ?? sources?.[0])?.id;
  const goods = useAsk('inventory.suggestPutaway', from === undefined ? undefined : { locationId: from, limit: 500 });
  const rules = useAsk('inventory.listPutawayRules', { limit: 500 }).output?.rows;
  const categories = useAsk('catalog.listCategories', {}).output?.rows;
  const failure = places.failure ?? goods.failure;
  if (failure && !goods.output) return <FailureNote again={places.failure ? places.again : goods.again} failure={failure} />;
  if (!rows || !sources || !rules || !categories || from === undefined) return <Waiting />;
  const here = sources.find((p) => p.id === from);
  const said = (list: readonly (typeof rows)[number][]) => list.map((p) => ({ value: p.id, text: `${p.code} ${p.name}` }));
  const holds = (type: string) => type !== 'zone' && type !== 'aisle';
  const targets = said(rows.filter((p) => p.warehouseId === here?.warehouseId && p.id !== from && holds(p.type)));
  return (
    <Page
      beside={<span className="quiet">{t('hint')}</span>}
      actions={<Actions actions={goodsActions(from, goods.output?.rows ?? [], targets)} />}
      title={t('title')}
    >
      <div className="form-fields">
        <NativeSelect
          data={said(sources).map(({ value, text }) => ({ value, label: text }))}
          label={t('from')}
          onChange={(event) => setChosen(event.currentTarget.value)}
          size="xs"
          value={from}
        />
      </div>
      {goods.output ? (
        <Table columns={goodsColumns} empty={t('nothing')} label={t('goods')} rowId={(s) => s.itemId} rows={goods.output.rows} />
      ) : (
        <Waiting />
      )}
      <section>
        <div className="section-head">
          <h2>{t('rules')}</h2>
          <span className="push" />
          <Actions
            actions={ruleActions(
              rules.slice(0, RULES_SHOWN),
              said(rows),
              categories.map((c) => ({ value: c.id, text: c.name })),
            )}
            even
          />
        </div>
        <Table columns={ruleColumns} empty={t('noRules')} label={t('rules')} rowId={(r) => r.id} rows={rules} />
      </section>
    </Page>
  );
}

import { useCallback, useMemo } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action } from '../../../kit/action/action.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { count, day, moment, money } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { recordPath } from '../../../kit/record.ts';
import { linkTo } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { type Item, type ItemRow, useItemView } from './store.ts';
import { t } from './text.ts';

const pathOf = (r: ItemRow) => r.path ?? (r.record === null ? undefined : recordPath(r.record));

function actionsOf(period: string, item: Item): readonly Action[] {
  const seen = item.revision === 0 ? {} : { expect: [{ id: `close_sign_off/${period}.${item.item}`, revision: item.revision }] };
  const asksWhy = item.mustBeNothing && item.count > 0;
  if (item.state === 'signed')
    return [action({ verb: t('withdraw'), operation: 'closing.withdrawSignOff', input: () => ({ period, item: item.item }), ...seen })];
  return [
    action({
      verb: t('sign'),
      operation: 'closing.signOff',
      asks: [{ name: 'note', label: t('note'), kind: 'text', hint: t(asksWhy ? 'noteHint' : 'noteOptional'), optional: !asksWhy }],
      input: ({ note }) => ({
        period,
        items: [{ item: item.item, count: item.count, value: item.value }],
        ...(note === undefined ? {} : { note }),
      }),
      ...seen,
    }),
  ];
}

/** The rows an item of the checklist counts, with their sum; here it is signed off. */
export default function CloseItem({ params }: ScreenProps) {
  const { period = '', item: code = '' } = params;
  const { output, failure, again } = useAsk('closing.getChecklist', { period });
  const item = output?.rows.find((i) => i.item === code);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <ItemRows code={code} item={item} period={period} />;
}

function ItemRows({ period, code, item }: { readonly period: string; readonly code: string; readonly item: Item | undefined }) {
  const view = useItemView();
  const currency = useCurrency();
  const filter = useMemo(() => ({ period, item: code }), [period, code]);
  const { output, failure, again } = useAsk('closing.listItemRows', { ...filter, limit: 1 });
  const load = useCallback<Load<ItemRow>>(
    async (offset, limit) => (await ask('closing.listItemRows', { ...filter, offset, limit })).output,
    [filter],
  );
  const columns = useMemo(
    (): readonly Column<ItemRow>[] => [
      { id: 'label', title: t('label'), width: 200, text: (r) => r.label, link: pathOf },
      { id: 'detail', title: t('detail'), grow: true, text: (r) => r.detail },
      { id: 'on', title: t('day'), width: 110, text: (r) => (r.on === null ? '' : day(r.on)) },
      {
        id: 'value',
        title: t('value', { currency }),
        width: 140,
        numeric: true,
        text: (r) => money(r.value, currency),
        tone: (r) => negative(r.value),
      },
    ],
    [currency],
  );
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || !item) return <Waiting />;
  const who = item.signedBy ?? '';
  const signed =
    item.state === 'open'
      ? output.says
      : item.state === 'signed'
        ? t('signed', { who, at: moment(item.signedAt ?? '') })
        : t('changed', { who, count: count(item.signedCount ?? 0), value: money(item.signedValue ?? 0, currency) });
  return (
    <Page
      actions={<Actions actions={actionsOf(period, item)} />}
      beside={<span className="quiet">{item.note === null ? signed : `${signed}: ${item.note}`}</span>}
      fill
      title={
        <>
          <a className="crumb" href={linkTo(`/close/${period}`)}>
            {period}
          </a>{' '}
          / {output.title}
        </>
      }
    >
      <Grid
        columns={columns}
        empty={t('empty')}
        foot={t('sum', { sum: money(output.sum, currency) })}
        keep={useItemView.setState}
        label={output.title}
        load={load}
        open={pathOf}
        rowId={(r) => r.id}
        total={output.count}
        view={view}
      />
    </Page>
  );
}

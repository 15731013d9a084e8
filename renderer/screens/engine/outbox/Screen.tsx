import { useState } from 'react';
import { ActionDialog } from '../../../kit/action/ActionDialog.tsx';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action } from '../../../kit/action/action.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { DEAD, presets, useOutboxView } from './store.ts';
import { t } from './text.ts';

/** Most dead letters that are offered to be sent again at once; the newest first. */
const OFFERED = 5;
const again = (id: number): Action =>
  action({ verb: t('again', { number: id }), operation: 'engine.requeueOutbox', input: () => ({ id }) });

/** What is told to the world outside, newest first; a dead letter can be sent again. */
export default function Outbox() {
  const [chosen, setChosen] = useState<Action>();
  const dead = useAsk('engine.listOutbox', { filter: DEAD, limit: OFFERED }).output?.rows ?? [];
  return (
    <Page actions={<Actions actions={dead.map((i) => again(i.id))} />} fill title={t('title')}>
      <List
        actions={(i) => (i.state === 'dead' ? [{ verb: t('again', { number: i.id }), run: () => setChosen(again(i.id)) }] : [])}
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="engine.outbox"
        presets={presets}
        rowId={(i) => String(i.id)}
        view={useOutboxView}
      />
      {chosen ? <ActionDialog action={chosen} close={() => setChosen(undefined)} /> : null}
    </Page>
  );
}

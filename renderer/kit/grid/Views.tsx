import { Button, Checkbox, Group, Menu, Modal, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { ListName } from '../../../preload/contract/lists.ts';
import type { Filter } from '../../../preload/contract/values/page.ts';
import type { ViewLayout } from '../../../preload/contract/views.ts';
import { asFailure } from '../../client/failure.ts';
import type { OutputOf } from '../../client/operations.ts';
import { send } from '../../client/send.ts';
import type { ListView, SortBy } from '../grid-view.ts';
import { useAsk } from '../use-ask.ts';
import { t } from './text.ts';

type Saved = OutputOf<'company.listViews'>['rows'][number];

/** A view the screen brings along: it is always there and cannot be changed. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly filter?: readonly Filter[];
  readonly sort?: readonly SortBy[];
}

/** Whether two parts of a view say the same. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** How the list is looked at now, as a view keeps it. */
export const layoutOf = (view: ListView): ViewLayout => ({
  columns: (view.columns ?? []).map(({ id, width, hidden }) => ({
    id,
    ...(width === undefined ? {} : { width: Math.round(width) }),
    ...(hidden ? { hidden } : {}),
  })),
  sort: view.sort.map((s) => ({ ...s })),
  filter: [...view.filter],
  ...(view.search === '' ? {} : { search: view.search }),
});

/** Views as tabs: those of the screen, then the saved ones. One that was changed since says so and can be saved. */
export function Views(props: {
  readonly list: ListName;
  readonly presets: readonly Preset[];
  readonly view: ListView;
  readonly put: (view: Partial<ListView>) => void;
}) {
  const { list, presets, view, put } = props;
  const [naming, setNaming] = useState(false);
  const [refused, setRefused] = useState<string>();
  const saved = useAsk('company.listViews', { list });
  const rows = saved.output?.rows ?? [];
  const wear = (id: string, layout: Partial<ViewLayout>) => {
    const { filter = [], search = '', sort = [] } = layout;
    const columns = layout.columns && layout.columns.length > 0 ? layout.columns : undefined;
    // Making the grid anew takes longer than reading its rows: other rows of the same columns come into the one that is there.
    const laid = same([columns, sort], [view.columns, view.sort]) ? view.laid : view.laid + 1;
    put({ viewId: id, filter, search, sort, columns, top: 0, round: view.round + 1, laid });
  };
  const current = rows.find((v) => v.id === view.viewId);
  const changed = current !== undefined && !same(layoutOf(view), current.layout);
  const change = (work: Promise<unknown>, then: () => void = () => undefined) => {
    work.then(
      () => (setRefused(undefined), then(), saved.again()),
      (error: unknown) => setRefused(asFailure(error).message),
    );
  };
  const expect = (v: Saved) => ({ expect: [{ id: v.id, revision: v.revision }] });
  return (
    <>
      <div aria-label={t('views')} className="tabs" role="group">
        {presets.map((p) => (
          <button
            aria-pressed={p.id === view.viewId}
            key={p.id}
            onClick={() => wear(p.id, { filter: [...(p.filter ?? [])], sort: (p.sort ?? []).map((s) => ({ ...s })) })}
            type="button"
          >
            {p.name}
          </button>
        ))}
        {rows.map((v) => (
          <button aria-pressed={v.id === view.viewId} key={v.id} onClick={() => wear(v.id, v.layout)} type="button">
            {v.name}
            {v.id === view.viewId && changed ? ` (${t('changed')})` : ''}
          </button>
        ))}
        <Menu position="bottom-start" transitionProps={{ duration: 0 }} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <button aria-label={t('view')} className="plain" type="button">
              ⋯
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setNaming(true)}>{t('saveView')}</Menu.Item>
            {current?.mine ? (
              <>
                <Menu.Item
                  disabled={!changed}
                  onClick={() =>
                    change(
                      send('company.saveView', { viewId: current.id, list, name: current.name, layout: layoutOf(view) }, expect(current)),
                    )
                  }
                >
                  {t('saveChanges', { name: current.name })}
                </Menu.Item>
                <Menu.Item
                  onClick={() => change(send('company.shareView', { viewId: current.id, shared: !current.shared }, expect(current)))}
                >
                  {current.shared ? t('keepPrivate') : t('share')}
                </Menu.Item>
                <Menu.Item
                  onClick={() =>
                    change(send('company.deleteView', { viewId: current.id }, expect(current)), () =>
                      wear(presets[0]?.id ?? '', presets[0]?.filter ? { filter: [...presets[0].filter] } : {}),
                    )
                  }
                >
                  {t('deleteView', { name: current.name })}
                </Menu.Item>
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      </div>
      {refused === undefined || naming ? null : (
        <span className="tone-bad" role="alert">
          {refused}
        </span>
      )}
      {naming ? (
        <NameView
          close={() => (setNaming(false), setRefused(undefined))}
          refused={refused}
          save={(name, shared) =>
            change(
              saveNew(list, name, layoutOf(view), shared, (id) => put({ viewId: id })),
              () => setNaming(false),
            )
          }
        />
      ) : null}
    </>
  );
}

async function saveNew(list: ListName, name: string, layout: ViewLayout, shared: boolean, made: (id: string) => void): Promise<void> {
  const { output } = await send('company.saveView', { list, name, layout });
  if (!output) return;
  if (shared) await send('company.shareView', { viewId: output.viewId, shared }, { expect: [{ id: output.viewId, revision: 1 }] });
  made(output.viewId);
}

function NameView(props: {
  readonly save: (name: string, shared: boolean) => void;
  readonly close: () => void;
  readonly refused: string | undefined;
}) {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (name.trim() !== '') props.save(name.trim(), shared);
  };
  return (
    <Modal closeButtonProps={{ 'aria-label': t('back') }} onClose={props.close} opened title={t('saveView')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            error={props.refused}
            label={t('viewName')}
            maxLength={60}
            onChange={(e) => setName(e.target.value)}
            value={name}
          />
          <Checkbox checked={shared} label={t('share')} onChange={(e) => setShared(e.target.checked)} size="xs" />
          <Group justify="flex-end">
            <Button onClick={props.close} variant="default">
              {t('back')}
            </Button>
            <Button disabled={name.trim() === ''} type="submit">
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

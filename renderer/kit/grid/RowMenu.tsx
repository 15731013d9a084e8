import { Menu } from '@mantine/core';
import { t } from './text.ts';

/** Something that can be done with one row of a list. */
export interface RowAction {
  readonly verb: string;
  readonly run: () => void;
}

/** The actions of the focused row, where it stands. */
export function RowMenu(props: {
  readonly at: { readonly left: number; readonly top: number };
  readonly actions: readonly RowAction[];
  readonly close: () => void;
}) {
  return (
    <Menu
      closeOnItemClick
      onChange={(opened) => {
        if (!opened) props.close();
      }}
      opened
      withInitialFocusPlaceholder={false}
      position="bottom-start"
      transitionProps={{ duration: 0 }}
      withinPortal
    >
      <Menu.Target>
        <button aria-label={t('rowActions')} className="grid-menu-at" style={props.at} tabIndex={-1} type="button" />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('rowActions')}>
        {props.actions.map(({ verb, run }, i) => (
          <Menu.Item
            data-autofocus={i === 0 || undefined}
            key={verb}
            onClick={() => {
              props.close();
              run();
            }}
          >
            {verb}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

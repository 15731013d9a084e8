import { Menu } from '@mantine/core';
import { t } from './text.ts';

/** The forms something can be written in; while it is written, there is nothing to choose. */
export function FileMenu<Format extends string>(props: {
  readonly label: string;
  readonly writing: boolean;
  readonly forms: readonly { readonly format: Format; readonly text: string }[];
  readonly start: (format: Format) => Promise<void>;
}) {
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} withInitialFocusPlaceholder={false} withinPortal>
      <Menu.Target>
        <button className="plain" disabled={props.writing} type="button">
          {props.writing ? t('exporting') : props.label}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {props.forms.map(({ format, text }) => (
          <Menu.Item key={format} onClick={() => void props.start(format)}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

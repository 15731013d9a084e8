import { Menu, type MenuItemConstructorOptions } from 'electron';

/** What the menu can ask of the shell; everything about the business is asked of the page, by its place. */
export interface MenuActs {
  readonly newWindow: () => void;
  readonly newCompany: () => void;
  readonly openCompany: () => void;
  /** Companies that were open before, and the way to each. */
  readonly known: readonly { readonly name: string; readonly open: () => void }[];
  readonly print: () => void;
  readonly go: (path: string) => void;
  readonly checkForUpdates: () => void;
}

/** The menu of the program. All of it is also in the page: the menu is there for people who look for it there. */
export function menuOf(acts: MenuActs, mac: boolean): Menu {
  const rooms: MenuItemConstructorOptions[] = [
    ['Home', '/'],
    ['Orders', '/orders'],
    ['Stock', '/stock'],
    ['Exceptions', '/exceptions'],
    ['Trial balance', '/trial-balance'],
  ].map(([label = '', path = '/'], i) => ({ label, accelerator: `CmdOrCtrl+${i + 1}`, click: () => acts.go(path) }));
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: 'File',
      submenu: [
        { label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: acts.newWindow },
        { label: 'New company ...', click: acts.newCompany },
        { label: 'Open company ...', accelerator: 'CmdOrCtrl+O', click: acts.openCompany },
        {
          label: 'Open again',
          enabled: acts.known.length > 0,
          submenu: acts.known.map(({ name, open }) => ({ label: name, click: open })),
        },
        { type: 'separator' },
        { label: 'Print ...', accelerator: 'CmdOrCtrl+P', click: acts.print },
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    { label: 'Go', submenu: rooms },
    {
      label: 'View',
      submenu: [
        { role: 'reload' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: 'Check for updates ...', click: acts.checkForUpdates }] },
  ];
  return Menu.buildFromTemplate(template);
}

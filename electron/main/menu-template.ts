import type { MenuItemConstructorOptions } from 'electron';
import type { OfferedCommand } from '../../shared/bridge/desktop.ts';
import { CATALOGUE, type CommandInfo, MENUS, type MenuName } from '../../shared/commands/catalogue.ts';
import type { RecentCapture } from '../../shared/model/recent-capture.ts';

export interface MenuView {
  readonly platform: NodeJS.Platform;
  /** What the focused window can do now. Undefined where no window is open. */
  readonly offered: ReadonlyMap<string, OfferedCommand> | undefined;
  readonly recents: readonly RecentCapture[];
}

export interface MenuActions {
  readonly onCommand: (id: string) => void;
  readonly onRecent: (path: string) => void;
  readonly onForgetRecents: () => void;
}

type Item = MenuItemConstructorOptions;

const LINE: Item = { type: 'separator' };
const ALL: readonly CommandInfo[] = CATALOGUE;
/** So many recent recordings stand in the menu. */
const MOST_RECENTS = 10;

/** The menu bar, from the list of commands and what belongs to the system. Pure. */
export function menuTemplate(view: MenuView, actions: MenuActions): Item[] {
  const mac = view.platform === 'darwin';
  const menus = MENUS.map((menu): Item => ({ label: menu, submenu: contentOf(menu, view, actions) }));
  const help = menus.pop();
  return [
    ...(mac ? [appMenu(view, actions)] : []),
    ...menus,
    ...(mac ? [{ role: 'windowMenu' } satisfies Item] : []),
    ...(help ? [{ ...help, role: 'help' } satisfies Item] : []),
  ];
}

/** Whether a command can be run now, and is on. Those of the main process always can. */
export function itemState(
  info: CommandInfo,
  offered: MenuView['offered'],
): { readonly enabled: boolean; readonly checked: boolean } {
  const own = offered?.get(info.id);
  return { enabled: info.by === 'main' || own !== undefined, checked: own?.checked === true };
}

function contentOf(menu: MenuName, view: MenuView, actions: MenuActions): Item[] {
  const mac = view.platform === 'darwin';
  // On a Mac they stand in the menu of the program.
  const own = ALL.filter((info) => info.menu?.[0] === menu && !(mac && inAppMenu(info.id)));
  const items = own.flatMap((info, index): Item[] => {
    const line = index > 0 && own[index - 1]?.menu?.[1] !== info.menu?.[1] ? [LINE] : [];
    const recents = info.id === 'capture.open' ? [recentsMenu(view, actions)] : [];
    return [...line, commandItem(info, view, actions), ...recents];
  });
  return [...items, ...systemItems(menu, mac)];
}

function systemItems(menu: MenuName, mac: boolean): Item[] {
  switch (menu) {
    case 'File':
      return mac ? [LINE, { role: 'close' }] : [LINE, { role: 'close' }, { role: 'quit' }];
    case 'Edit':
      return [
        { role: 'undo' },
        { role: 'redo' },
        LINE,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ];
    case 'View':
      return [
        LINE,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        LINE,
        { role: 'togglefullscreen' },
      ];
    case 'Help':
      return mac ? [] : [LINE, { role: 'about' }];
    default:
      return [];
  }
}

const APP_MENU_COMMANDS = ['screen.settings', 'help.update'];

function inAppMenu(id: string): boolean {
  return APP_MENU_COMMANDS.includes(id);
}

function appMenu(view: MenuView, actions: MenuActions): Item {
  const own = ALL.filter((info) => inAppMenu(info.id)).map((info) => commandItem(info, view, actions));
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      ...own,
      LINE,
      { role: 'services' },
      LINE,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      LINE,
      { role: 'quit' },
    ],
  };
}

function commandItem(info: CommandInfo, view: MenuView, { onCommand }: MenuActions): Item {
  const accelerator = acceleratorOf(info);
  const { enabled, checked } = itemState(info, view.offered);
  return {
    id: info.id,
    label: info.title,
    enabled,
    // A radio of Electron would switch by itself; the page alone says what is on.
    ...(info.mark && { type: 'checkbox', checked }),
    ...(accelerator !== undefined && { accelerator, registerAccelerator: info.by === 'main' }),
    click: () => {
      onCommand(info.id);
    },
  };
}

/**
 * The keys that a menu shows: those with Cmd or Ctrl. Plain letters would be taken from whoever types (on a Mac a menu
 * cannot show a key without taking it). The page hears keys first; a menu's own only work where it had no use for them.
 */
function acceleratorOf({ keys }: CommandInfo): string | undefined {
  return keys?.find((key) => key.startsWith('Mod+'))?.replace('Mod+', 'CmdOrCtrl+');
}

function recentsMenu({ recents }: MenuView, { onRecent, onForgetRecents }: MenuActions): Item {
  const shown = recents.slice(0, MOST_RECENTS);
  return {
    id: 'recents',
    label: 'Open a recent recording',
    enabled: shown.length > 0,
    submenu: [
      ...shown.map(({ name, path }): Item => ({
        label: name,
        sublabel: path,
        toolTip: path,
        click: () => {
          onRecent(path);
        },
      })),
      LINE,
      { label: 'Forget these', click: onForgetRecents },
    ],
  };
}

import type { Menu, MenuItemConstructorOptions } from 'electron';
import type { OfferedCommand } from '../../shared/bridge/desktop.ts';
import { CATALOGUE, type CommandInfo } from '../../shared/commands/catalogue.ts';
import type { RecentCapture } from '../../shared/model/recent-capture.ts';
import { itemState, type MenuActions, menuTemplate } from './menu-template.ts';

/** What is used of Electron's Menu. */
export interface MenuMaker {
  buildFromTemplate(template: MenuItemConstructorOptions[]): Menu;
  setApplicationMenu(menu: Menu | null): void;
}

export interface Menus {
  /** A window says what it can do now. */
  offer(window: object, commands: readonly OfferedCommand[]): void;
  /** The menus are for this window from now on; undefined: for none. */
  focus(window: object | undefined): void;
  showRecents(recents: readonly RecentCapture[]): void;
}

/**
 * The native menus, always those of the focused window. They are built anew for other recents only: a menu that is
 * built anew closes in the user's hand, so that what can be done now is changed in place.
 */
export function createMenus(maker: MenuMaker, platform: NodeJS.Platform, actions: MenuActions): Menus {
  const offers = new WeakMap<object, ReadonlyMap<string, OfferedCommand>>();
  const all: readonly CommandInfo[] = CATALOGUE;
  let focused: object | undefined;
  let recents: readonly RecentCapture[] = [];
  let menu: Menu | undefined;

  const offered = (): ReadonlyMap<string, OfferedCommand> | undefined => focused && offers.get(focused);
  const build = (): void => {
    menu = maker.buildFromTemplate(menuTemplate({ platform, offered: offered(), recents }, actions));
    maker.setApplicationMenu(menu);
  };
  const refresh = (): void => {
    for (const info of all) {
      const item = menu?.getMenuItemById(info.id);
      if (!item) continue;
      const state = itemState(info, offered());
      item.enabled = state.enabled;
      if (info.mark) item.checked = state.checked;
    }
  };
  build();
  return {
    offer(window, commands) {
      offers.set(window, new Map(commands.map((command) => [command.id, command])));
      if (window === focused) refresh();
    },
    focus(window) {
      focused = window;
      refresh();
    },
    showRecents(list) {
      recents = list;
      build();
    },
  };
}

import type { Menu, MenuItemConstructorOptions } from 'electron';
import { expect, it, vi } from 'vitest';
import { createMenus } from '../../../../electron/main/menus.ts';

interface PlayedItem {
  enabled: boolean;
  checked: boolean;
}

function setUp() {
  const built: Map<string, PlayedItem>[] = [];
  const maker = {
    buildFromTemplate: (template: MenuItemConstructorOptions[]) => {
      const items = template
        .flatMap((menu) => (menu.submenu ?? []) as MenuItemConstructorOptions[])
        .flatMap(({ id, enabled = true, checked = false }) =>
          id === undefined ? [] : [[id, { enabled, checked }] as const],
        );
      const known = new Map(items);
      built.push(known);
      return { getMenuItemById: (id: string) => known.get(id) ?? null } as unknown as Menu;
    },
    setApplicationMenu: vi.fn(),
  };
  const menus = createMenus(maker, 'linux', {
    onCommand: vi.fn(),
    onRecent: vi.fn(),
    onForgetRecents: vi.fn(),
  });
  const item = (id: string): PlayedItem | undefined => built.at(-1)?.get(id);
  return { menus, built, item, maker };
}

it('shows what the focused window can do, and changes with it, in place', () => {
  const { menus, built, item } = setUp();
  const [one, two] = [{}, {}];
  menus.offer(one, [{ id: 'traffic.pause', checked: true }]);
  expect(item('traffic.pause')).toMatchObject({ enabled: false });
  menus.focus(one);
  expect(item('traffic.pause')).toMatchObject({ enabled: true, checked: true });
  menus.focus(two);
  expect(item('traffic.pause')).toMatchObject({ enabled: false, checked: false });
  menus.offer(two, [{ id: 'composer.send' }]);
  expect(item('composer.send')).toMatchObject({ enabled: true });
  menus.offer(one, [{ id: 'traffic.resend' }]);
  expect(item('traffic.resend')).toMatchObject({ enabled: false });
  menus.focus(undefined);
  expect(item('composer.send')).toMatchObject({ enabled: false });
  expect(built).toHaveLength(1);
});

it('is built anew for other recent recordings, and still knows what can be done', () => {
  const { menus, built, item, maker } = setUp();
  const window = {};
  menus.focus(window);
  menus.offer(window, [{ id: 'capture.new' }]);
  menus.showRecents([{ path: '/a.hopscope', name: 'a.hopscope', at: 1 }]);
  expect(built).toHaveLength(2);
  expect(maker.setApplicationMenu).toHaveBeenCalledTimes(2);
  expect([item('capture.new')?.enabled, item('recents')?.enabled]).toEqual([true, true]);
});

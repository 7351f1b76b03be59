import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuTemplate, type MenuView } from '../../../../electron/main/menu-template.ts';
import { CATALOGUE, commandInfo, type CommandInfo } from '../../../../shared/commands/catalogue.ts';

type Item = MenuItemConstructorOptions;

function itemsOf(menus: readonly Item[], label: string): readonly Item[] {
  return (menus.find((menu) => menu.label === label || menu.role === label)?.submenu ?? []) as Item[];
}

function all(menus: readonly Item[]): readonly Item[] {
  return menus.flatMap((menu) => (menu.submenu ?? []) as Item[]);
}

function build(change: Partial<MenuView> = {}) {
  const actions = { onCommand: vi.fn(), onRecent: vi.fn(), onForgetRecents: vi.fn() };
  const menus = menuTemplate({ platform: 'linux', offered: undefined, recents: [], ...change }, actions);
  return { menus, actions };
}

describe('the menus', () => {
  it.each(['linux', 'win32', 'darwin'] as const)(
    'on %s have each command that wants a place once',
    (platform) => {
      const { menus } = build({ platform });
      const wanted = (CATALOGUE as readonly CommandInfo[]).flatMap(({ id, menu }) => (menu ? [id] : []));
      const found = all(menus).flatMap(({ id }) => (id === undefined || id === 'recents' ? [] : [id]));
      expect([...found].sort()).toEqual([...wanted].sort());
    },
  );

  it('on a Mac have a menu of the program, with settings, and the system’s for windows', () => {
    const { menus } = build({ platform: 'darwin' });
    expect(menus[0]?.role).toBe('appMenu');
    expect(itemsOf(menus, 'appMenu')).toContainEqual(expect.objectContaining({ id: 'screen.settings' }));
    expect(menus.map(({ role }) => role)).toContain('windowMenu');
    expect(itemsOf(menus, 'File')).not.toContainEqual({ role: 'quit' });
    expect(itemsOf(build().menus, 'File')).toContainEqual({ role: 'quit' });
  });

  it('edit with the system’s own commands', () => {
    expect(itemsOf(build().menus, 'Edit').map(({ role }) => role)).toEqual(
      expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']),
    );
  });

  it('grey what cannot be done, and run what can', () => {
    const offered = new Map([['capture.new', { id: 'capture.new' }]]);
    const { menus, actions } = build({ offered });
    const item = (id: string): Item | undefined => all(menus).find((entry) => entry.id === id);
    expect([item('capture.new')?.enabled, item('traffic.resend')?.enabled]).toEqual([true, false]);
    expect(item('window.new')?.enabled).toBe(true);
    (item('capture.new')?.click as () => void)();
    expect(actions.onCommand).toHaveBeenCalledWith('capture.new');
  });

  it('tick what is on', () => {
    const offered = new Map([
      ['traffic.follow', { id: 'traffic.follow', checked: true }],
      ['traffic.pause', { id: 'traffic.pause', checked: false }],
    ]);
    const marks = itemsOf(build({ offered }).menus, 'Traffic').flatMap(({ id, type, checked }) =>
      type === 'checkbox' ? [[id, checked]] : [],
    );
    expect(marks).toEqual([
      ['traffic.follow', true],
      ['traffic.pause', false],
    ]);
  });

  it('take no plain letter from whoever types, and leave keys to the page where it carries the command out', () => {
    const { menus } = build();
    for (const { id, accelerator, registerAccelerator } of all(menus)) {
      if (id === undefined || accelerator === undefined) continue;
      expect(accelerator).toMatch(/^CmdOrCtrl\+/);
      expect(registerAccelerator, id).toBe(commandInfo(id)?.by === 'main');
    }
    expect(all(menus).find(({ id }) => id === 'app.palette')?.accelerator).toBe('CmdOrCtrl+K');
  });
});

describe('recent recordings', () => {
  const recents = Array.from({ length: 12 }, (_, index) => ({
    path: `/r/${String(index)}.hopscope`,
    name: `${String(index)}.hopscope`,
    at: index,
  }));

  it('stand below the opening of one, the ten last ones', () => {
    const { menus, actions } = build({ recents });
    const file = itemsOf(menus, 'File');
    const at = file.findIndex(({ id }) => id === 'recents');
    expect(file[at - 1]?.id).toBe('capture.open');
    const entries = file[at]?.submenu as Item[];
    expect(entries.slice(0, 10).map(({ label }) => label)).toEqual(
      recents.slice(0, 10).map(({ name }) => name),
    );
    expect(entries).toHaveLength(12);
    (entries[2]?.click as () => void)();
    expect(actions.onRecent).toHaveBeenCalledWith('/r/2.hopscope');
    (entries[11]?.click as () => void)();
    expect(actions.onForgetRecents).toHaveBeenCalledOnce();
  });

  it('are greyed where there are none', () => {
    expect(itemsOf(build().menus, 'File').find(({ id }) => id === 'recents')?.enabled).toBe(false);
  });
});

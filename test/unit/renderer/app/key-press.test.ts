import { describe, expect, it } from 'vitest';
import { DEFAULT_KEYS } from '../../../../renderer/app/key-map.ts';
import {
  findCommand,
  keyLabel,
  keysOf,
  matchesKeys,
  type FocusPlace,
  type KeyPress,
} from '../../../../renderer/app/key-press.ts';
import type { AppCommand } from '../../../../renderer/ui/app-context.ts';

function press(key: string, change: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...change };
}

function command(id: string, change: Partial<AppCommand> = {}): AppCommand {
  return { id, title: id, group: 'g', run: () => undefined, ...change };
}

describe('matchesKeys', () => {
  it.each<[string, KeyPress, boolean, boolean]>([
    ['j', press('j'), false, true],
    ['j', press('j', { ctrlKey: true }), false, false],
    ['j', press('J', { shiftKey: true }), false, false],
    ['?', press('?', { shiftKey: true }), false, true],
    ['Mod+K', press('k', { ctrlKey: true }), false, true],
    ['Mod+K', press('k', { metaKey: true }), false, false],
    ['Mod+K', press('k', { metaKey: true }), true, true],
    ['Mod+K', press('k', { ctrlKey: true }), true, false],
    ['Mod+K', press('K', { ctrlKey: true, shiftKey: true }), false, false],
    ['Mod+Shift+K', press('K', { ctrlKey: true, shiftKey: true }), false, true],
    ['Mod+Enter', press('Enter', { ctrlKey: true }), false, true],
    ['Enter', press('Enter', { shiftKey: true }), false, false],
    ['Alt+x', press('x', { altKey: true }), false, true],
    ['Mod++', press('+', { ctrlKey: true }), false, true],
  ])('%s against %o (mac: %s): %s', (keys, pressed, mac, expected) => {
    expect(matchesKeys(pressed, keys, mac)).toBe(expected);
  });
});

describe('findCommand', () => {
  const commands = [
    command('traffic.next'),
    command('traffic.open'),
    command('app.palette', { whileTyping: true }),
    command('own', { keys: ['z'] }),
  ];
  const find = (pressed: KeyPress, place: FocusPlace): string | undefined =>
    findCommand({ press: pressed, commands, map: DEFAULT_KEYS, mac: false, place })?.id;

  it('takes keys from the map, and a command without an entry keeps its own', () => {
    expect(find(press('j'), 'page')).toBe('traffic.next');
    expect(find(press('z'), 'page')).toBe('own');
  });

  it('is silent while typing, but for commands that work there', () => {
    expect(find(press('j'), 'typing')).toBeUndefined();
    expect(find(press('k', { ctrlKey: true }), 'typing')).toBe('app.palette');
    expect(find(press('j'), 'overlay')).toBeUndefined();
  });

  it('leaves Enter and arrows to the button that has the focus, letters not', () => {
    expect(find(press('Enter'), 'page')).toBe('traffic.open');
    expect(find(press('Enter'), 'control')).toBeUndefined();
    expect(find(press('j'), 'control')).toBe('traffic.next');
  });

  it('prefers the command that was added last', () => {
    const twice = [command('first', { keys: ['q'] }), command('second', { keys: ['q'] })];
    const found = findCommand({ press: press('q'), commands: twice, map: {}, mac: false, place: 'page' });
    expect(found?.id).toBe('second');
  });
});

describe('the key map', () => {
  it('gives no key to two commands that work at the same place', () => {
    const keys = Object.values(DEFAULT_KEYS).flat();
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('can take a key away', () => {
    expect(keysOf(command('own', { keys: ['z'] }), { own: [] })).toEqual([]);
  });

  it('is written as keys are called', () => {
    expect(keyLabel('Mod+K', true)).toBe('⌘ K');
    expect(keyLabel('Mod+K', false)).toBe('Ctrl K');
    expect(keyLabel('ArrowDown', false)).toBe('↓');
  });
});

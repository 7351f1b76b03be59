import type { AppCommand } from '../ui/app-context.ts';
import type { KeyMap } from './key-map.ts';

/** What is known of a pressed key; a KeyboardEvent has it all. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Where the focus is, as far as keys care. */
export type FocusPlace =
  | 'page'
  /** A field or an editor: letters are text. */
  | 'typing'
  /** A button, tab, link: Enter, arrows and the like belong to it. */
  | 'control'
  /** A menu or dialog: all keys belong to it. */
  | 'overlay';

/** Whether a press is this combination, such as `j`, `?`, `Enter`, `Mod+K`, `Mod+Shift+C`. */
export function matchesKeys(press: KeyPress, combination: string, mac: boolean): boolean {
  const parts = combination.split('+');
  // "+" itself splits into two empty parts.
  const key = parts.pop() || '+';
  const wantsMod = parts.includes('Mod');
  const wantsShift = parts.includes('Shift');
  const [mod, other] = mac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (mod !== wantsMod || other || press.altKey !== parts.includes('Alt')) return false;
  const letter = key.length === 1;
  // A sign such as "?" brings its own Shift, which differs between keyboards; a plain letter has none.
  if (!letter && press.shiftKey !== wantsShift) return false;
  if (wantsMod) return press.key.toLowerCase() === key.toLowerCase() && press.shiftKey === wantsShift;
  return press.key === key;
}

const CONTROL_KEYS = new Set([
  'Enter',
  ' ',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);

/** Keys of a command: the map's, else its own. */
export function keysOf(command: AppCommand, map: KeyMap): readonly string[] {
  return map[command.id] ?? command.keys ?? [];
}

interface FindInput {
  readonly press: KeyPress;
  readonly commands: readonly AppCommand[];
  readonly map: KeyMap;
  readonly mac: boolean;
  readonly place: FocusPlace;
}

/** The command that a press runs where the focus is; the one that was added last wins. */
export function findCommand({ press, commands, map, mac, place }: FindInput): AppCommand | undefined {
  return commands.findLast((command) => {
    if ((place === 'typing' || place === 'overlay') && !command.whileTyping) return false;
    if (place === 'control' && CONTROL_KEYS.has(press.key)) return false;
    return keysOf(command, map).some((combination) => matchesKeys(press, combination, mac));
  });
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
};

/** A combination as it is written on the screen: "Ctrl K", "⌘ K", "↓". */
export function keyLabel(combination: string, mac: boolean): string {
  return combination
    .split('+')
    .map((part) => {
      if (part === 'Mod') return mac ? '⌘' : 'Ctrl';
      return NAMES[part] ?? part;
    })
    .join(' ');
}

const TYPING =
  'input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable=true], .monaco-editor';
const OVERLAY = '[role=dialog], [role=menu], [role=listbox]';
const CONTROL = 'button, a[href], summary, select, input, [role=tab], [role=treeitem], [role=separator]';

/** Where an element stands. */
export function placeOf(element: Element | null): FocusPlace {
  if (element?.closest(OVERLAY)) return 'overlay';
  if (element?.closest(TYPING)) return 'typing';
  return element?.closest(CONTROL) ? 'control' : 'page';
}

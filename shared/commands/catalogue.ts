/** Headings of the native menus, in their order. */
export const MENUS = ['File', 'Edit', 'Go', 'Traffic', 'Compose', 'Fleet', 'Replay', 'View', 'Help'] as const;
export type MenuName = (typeof MENUS)[number];

/** What is known of a command apart from what it does. */
export interface CommandInfo {
  readonly id: string;
  readonly title: string;
  /** Shown under this heading in the palette and the list of keys. */
  readonly group: string;
  /** `j`, `Enter`, `Mod+K`: Mod is Cmd on a Mac, Ctrl elsewhere. */
  readonly keys?: readonly string[];
  /** Works while typing in a field, too. */
  readonly whileTyping?: true;
  /** Its place in the native menus; between two numbers stands a line. Absent: in none. */
  readonly menu?: readonly [menu: MenuName, part: number];
  /** Carried out by the desktop's main process; all others by the page. */
  readonly by?: 'main';
  /** What it stands for is on or off, which the menu shows. `radio`: on where others of its part are off. */
  readonly mark?: 'checkbox' | 'radio';
}

/**
 * The one list of commands: palette, keys and native menus are made from it, in this order. Who carries a command out
 * registers it while it can be (renderer/app/command-registry.ts); until then the menus show it greyed.
 */
export const CATALOGUE = [
  {
    id: 'window.new',
    title: 'New window',
    group: 'Window',
    keys: ['Mod+Shift+N'],
    menu: ['File', 1],
    by: 'main',
    whileTyping: true,
  },
  { id: 'capture.new', title: 'New recording', group: 'Capture', menu: ['File', 1] },
  {
    id: 'capture.open',
    title: 'Open a recording…',
    group: 'Capture',
    keys: ['Mod+O'],
    menu: ['File', 2],
    whileTyping: true,
  },
  {
    id: 'capture.saveCopy',
    title: 'Save a copy…',
    group: 'Capture',
    keys: ['Mod+S'],
    menu: ['File', 3],
    whileTyping: true,
  },
  { id: 'capture.export', title: 'Export as…', group: 'Capture', menu: ['File', 3] },
  { id: 'capture.salvage', title: 'Salvage this recording', group: 'Capture' },
  { id: 'capture.compare', title: 'Compare with another recording…', group: 'Capture', menu: ['File', 3] },
  { id: 'capture.serve', title: 'Serve this recording…', group: 'Capture', menu: ['File', 3] },
  { id: 'capture.close', title: 'Close this recording', group: 'Capture', menu: ['File', 3] },
  { id: 'fleet.import', title: 'Import a configuration', group: 'Fleet', menu: ['File', 4] },

  screen('traffic', 'Traffic', '1'),
  screen('composer', 'Compose', '2'),
  screen('fleet', 'Fleet', '3'),
  screen('routing', 'Routing', '4'),
  screen('negotiation', 'Negotiation', '5'),
  screen('tasks', 'Tasks', '6'),
  screen('replay', 'Replay', '7'),
  screen('deprecations', 'Deprecations', '8'),
  { id: 'screen.captures', title: 'Captures', group: 'Go to', menu: ['Go', 1], mark: 'radio' },
  { id: 'findings.open', title: 'Findings', group: 'Go to', menu: ['Go', 2] },
  {
    id: 'screen.settings',
    title: 'Settings',
    group: 'Go to',
    keys: ['Mod+,'],
    menu: ['Go', 3],
    whileTyping: true,
  },

  { id: 'traffic.open', title: 'Open the exchange', group: 'List', keys: ['Enter'], menu: ['Traffic', 1] },
  { id: 'traffic.close', title: 'Close the detail', group: 'List', keys: ['Escape'], menu: ['Traffic', 1] },
  { id: 'traffic.resend', title: 'Resend', group: 'Exchange', keys: ['r'], menu: ['Traffic', 2] },
  { id: 'traffic.edit', title: 'Edit and resend', group: 'Exchange', keys: ['e'], menu: ['Traffic', 2] },
  { id: 'traffic.curl', title: 'Copy as curl', group: 'Exchange', keys: ['y'], menu: ['Traffic', 2] },
  { id: 'traffic.export', title: 'Export the selected as…', group: 'Exchange', menu: ['Traffic', 2] },
  { id: 'traffic.cancel', title: 'Cancel the open exchange', group: 'Exchange', menu: ['Traffic', 2] },
  { id: 'traffic.mark', title: 'Mark for comparing', group: 'List', keys: ['x'], menu: ['Traffic', 3] },
  {
    id: 'traffic.compare',
    title: 'Compare the marked exchanges',
    group: 'List',
    keys: ['d'],
    menu: ['Traffic', 3],
  },
  { id: 'traffic.filter', title: 'Filter the list', group: 'List', keys: ['/'], menu: ['Traffic', 4] },
  { id: 'traffic.view', title: 'Findings or exchanges', group: 'List', keys: ['i'], menu: ['Traffic', 4] },
  {
    id: 'traffic.follow',
    title: 'Follow the newest exchange',
    group: 'List',
    keys: ['f'],
    menu: ['Traffic', 4],
    mark: 'checkbox',
  },
  {
    id: 'traffic.pause',
    title: 'Pause the list',
    group: 'List',
    keys: ['p'],
    menu: ['Traffic', 4],
    mark: 'checkbox',
  },
  { id: 'traffic.clear', title: 'Clear the list', group: 'List', menu: ['Traffic', 4] },
  { id: 'traffic.next', title: 'Next exchange', group: 'List', keys: ['j', 'ArrowDown'] },
  { id: 'traffic.previous', title: 'Previous exchange', group: 'List', keys: ['k', 'ArrowUp'] },
  { id: 'traffic.page-down', title: 'A page down', group: 'List', keys: ['PageDown'] },
  { id: 'traffic.page-up', title: 'A page up', group: 'List', keys: ['PageUp'] },
  { id: 'traffic.first', title: 'First exchange', group: 'List', keys: ['Home'] },
  { id: 'traffic.last', title: 'Last exchange', group: 'List', keys: ['End'] },

  {
    id: 'composer.send',
    title: 'Send the request',
    group: 'Composer',
    keys: ['Mod+Enter'],
    menu: ['Compose', 1],
    whileTyping: true,
  },
  {
    id: 'composer.undo-tampering',
    title: 'Undo all tampering',
    group: 'Composer',
    menu: ['Compose', 2],
  },
  {
    id: 'composer.refresh-list',
    title: 'Ask for the list of tools, resources or prompts again',
    group: 'Composer',
    menu: ['Compose', 2],
  },

  { id: 'demo.start', title: 'Start the demo fleet', group: 'Fleet', menu: ['Fleet', 1] },
  { id: 'demo.stop', title: 'Stop the demo fleet', group: 'Fleet', menu: ['Fleet', 1] },

  { id: 'capture.replay', title: 'Replay this recording', group: 'Capture', menu: ['Replay', 1] },
  { id: 'replay.recording', title: 'Choose a recording', group: 'Replay', menu: ['Replay', 2] },
  { id: 'replay.plan', title: 'Read the plan', group: 'Replay', menu: ['Replay', 2] },
  { id: 'replay.setup', title: 'Set up a replay', group: 'Replay', menu: ['Replay', 2] },
  { id: 'replay.verdict', title: 'Show the verdict', group: 'Replay', menu: ['Replay', 2] },
  { id: 'replay.history', title: 'Earlier replays', group: 'Replay', menu: ['Replay', 2] },
  { id: 'replay.cancel', title: 'Cancel the replay', group: 'Replay', menu: ['Replay', 3] },

  {
    id: 'app.palette',
    title: 'All commands',
    group: 'Window',
    keys: ['Mod+K'],
    menu: ['View', 1],
    whileTyping: true,
  },
  { id: 'app.keys', title: 'All keys', group: 'Window', keys: ['?'], menu: ['View', 1] },
  { id: 'colours.dark', title: 'Dark colours', group: 'Window', menu: ['View', 2], mark: 'radio' },
  { id: 'colours.light', title: 'Light colours', group: 'Window', menu: ['View', 2], mark: 'radio' },
  { id: 'colours.auto', title: 'Colours of the system', group: 'Window', menu: ['View', 2], mark: 'radio' },

  { id: 'help.log', title: 'Open the log', group: 'Help', menu: ['Help', 1], by: 'main' },
  { id: 'help.report', title: 'Report a problem…', group: 'Help', menu: ['Help', 1], by: 'main' },
  { id: 'help.update', title: 'Look for a new version…', group: 'Help', menu: ['Help', 2], by: 'main' },
] as const satisfies readonly CommandInfo[];

export type CommandId = (typeof CATALOGUE)[number]['id'];
/** Commands that the desktop's main process carries out. */
export type MainCommandId = Extract<(typeof CATALOGUE)[number], { readonly by: 'main' }>['id'];

const BY_ID: ReadonlyMap<string, CommandInfo> = new Map(CATALOGUE.map((info) => [info.id, info]));

export function commandInfo(id: CommandId): CommandInfo;
export function commandInfo(id: string): CommandInfo | undefined;
export function commandInfo(id: string): CommandInfo | undefined {
  return BY_ID.get(id);
}

function screen<N extends string>(name: N, title: string, key: string) {
  return {
    id: `screen.${name}`,
    title,
    group: 'Go to',
    keys: [key],
    menu: ['Go', 1],
    mark: 'radio',
  } as const satisfies CommandInfo & { readonly id: `screen.${N}` };
}

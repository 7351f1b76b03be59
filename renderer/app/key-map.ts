/**
 * Which keys run which command, by the command's id: data, so that it can be shown, tested and later changed by the
 * user. A command that is not here keeps the keys that it brought itself. `Mod` is Cmd on a Mac and Ctrl elsewhere.
 */
export type KeyMap = Readonly<Record<string, readonly string[]>>;

export const DEFAULT_KEYS: KeyMap = {
  'app.palette': ['Mod+K'],
  'app.keys': ['?'],
  'screen.traffic': ['1'],
  'screen.composer': ['2'],
  'screen.fleet': ['3'],
  'screen.routing': ['4'],
  'screen.negotiation': ['5'],
  'screen.tasks': ['6'],
  'screen.replay': ['7'],
  'screen.deprecations': ['8'],
  'screen.settings': ['Mod+,'],
  'traffic.next': ['j', 'ArrowDown'],
  'traffic.previous': ['k', 'ArrowUp'],
  'traffic.page-down': ['PageDown'],
  'traffic.page-up': ['PageUp'],
  'traffic.first': ['Home'],
  'traffic.last': ['End'],
  'traffic.open': ['Enter'],
  'traffic.close': ['Escape'],
  'traffic.filter': ['/'],
  'traffic.view': ['i'],
  'traffic.resend': ['r'],
  'traffic.edit': ['e'],
  'traffic.compare': ['d'],
  'traffic.follow': ['f'],
  'traffic.pause': ['p'],
  'traffic.mark': ['x'],
  'traffic.curl': ['y'],
};

import type { AppCommand } from '../ui/app-context.ts';
import type { FrameStore } from './frame-store.ts';
import { SCREENS } from './screens.tsx';

type Scheme = 'auto' | 'dark' | 'light';

const SCHEMES: readonly { readonly scheme: Scheme; readonly title: string }[] = [
  { scheme: 'dark', title: 'Dark colours' },
  { scheme: 'light', title: 'Light colours' },
  { scheme: 'auto', title: 'Colours of the system' },
];

/** Commands that hold on every screen. */
export function frameCommands(frame: FrameStore, setScheme: (scheme: Scheme) => void): readonly AppCommand[] {
  const toggle = (overlay: 'palette' | 'keys') => () => {
    frame.setOverlay(frame.getState().overlay === overlay ? 'none' : overlay);
  };
  return [
    ...SCREENS.map((screen) => ({
      id: `screen.${screen.name}`,
      title: screen.title,
      group: 'Go to',
      run: () => {
        frame.go({ screen: screen.name });
      },
    })),
    { id: 'app.palette', title: 'All commands', group: 'Window', whileTyping: true, run: toggle('palette') },
    { id: 'app.keys', title: 'All keys', group: 'Window', run: toggle('keys') },
    ...SCHEMES.map(({ scheme, title }) => ({
      id: `colours.${scheme}`,
      title,
      group: 'Window',
      run: () => {
        setScheme(scheme);
      },
    })),
  ];
}

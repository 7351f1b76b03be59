import type { DemoState } from '../../shared/model/workspace.ts';
import type { AppCommand, AppContextValue, ScreenName } from '../ui/app-context.ts';
import { catalogued } from '../ui/catalogued.ts';
import type { FrameStore } from './frame-store.ts';
import { SCREENS } from './screens.tsx';

export type Scheme = 'auto' | 'dark' | 'light';

const SCHEMES: readonly Scheme[] = ['dark', 'light', 'auto'];

export interface FrameCommandsInput {
  readonly frame: FrameStore;
  /** The screen in front. */
  readonly screen: ScreenName;
  readonly scheme: Scheme;
  readonly setScheme: (scheme: Scheme) => void;
}

/** Commands that hold on every screen. */
export function frameCommands({
  frame,
  screen,
  scheme,
  setScheme,
}: FrameCommandsInput): readonly AppCommand[] {
  const toggle = (overlay: 'palette' | 'keys') => () => {
    frame.setOverlay(frame.getState().overlay === overlay ? 'none' : overlay);
  };
  return [
    ...SCREENS.map(({ name }) =>
      catalogued(
        `screen.${name}`,
        () => {
          frame.go({ screen: name });
        },
        name === screen,
      ),
    ),
    catalogued('app.palette', toggle('palette')),
    catalogued('app.keys', toggle('keys')),
    ...SCHEMES.map((entry) =>
      catalogued(
        `colours.${entry}`,
        () => {
          setScheme(entry);
        },
        entry === scheme,
      ),
    ),
  ];
}

const DEMO_INSTANCES = 3;

interface EngineCommandsInput {
  /** Id of the capture that is shown. */
  readonly shownCapture: () => string | undefined;
  readonly app: Pick<AppContextValue, 'bridge' | 'notify' | 'go'>;
  readonly demo: DemoState['state'];
}

/** Commands that hold on every screen and ask something of the engine. */
export function engineCommands({ app, demo, shownCapture }: EngineCommandsInput): readonly AppCommand[] {
  const { bridge, notify, go } = app;
  const startDemo = async (): Promise<void> => {
    const started = await bridge.invoke('demo.start', { instances: DEMO_INSTANCES, bugs: [] });
    if (!started.ok) notify('fault', `The demo fleet did not start: ${started.error.message}`);
  };
  const stopDemo = async (): Promise<void> => {
    const stopped = await bridge.invoke('demo.stop', null);
    if (!stopped.ok) notify('fault', `The demo fleet did not stop: ${stopped.error.message}`);
  };
  const running = demo === 'running' || demo === 'starting';
  return [
    running
      ? catalogued('demo.stop', () => void stopDemo())
      : catalogued('demo.start', () => void startDemo()),
    catalogued('capture.replay', () => {
      const captureId = shownCapture();
      go({ screen: 'replay', ...(captureId !== undefined && { captureId }) });
    }),
    catalogued('findings.open', () => {
      const findings = shownCapture();
      go({ screen: 'traffic', ...(findings !== undefined && { findings }) });
    }),
    catalogued('fleet.import', () => {
      go({ screen: 'fleet', import: true });
    }),
  ];
}

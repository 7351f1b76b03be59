import type { DemoState } from '../../shared/model/workspace.ts';
import type { AppCommand, AppContextValue } from '../ui/app-context.ts';
import { captureActions } from '../ui/capture-actions.ts';
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

const DEMO_INSTANCES = 3;

interface EngineCommandsInput {
  /** Id of the capture that is shown. */
  readonly shownCapture: () => string | undefined;
  readonly app: Pick<AppContextValue, 'bridge' | 'notify' | 'go'>;
  readonly demo: DemoState['state'];
  readonly showCapture: (captureId: string) => void;
}

/** Commands that hold on every screen and ask something of the engine. */
export function engineCommands({
  app,
  demo,
  showCapture,
  shownCapture,
}: EngineCommandsInput): readonly AppCommand[] {
  const { bridge, notify, go } = app;
  const { startRecording } = captureActions(app, (captureId) => {
    showCapture(captureId);
    go({ screen: 'traffic' });
  });
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
    { id: 'capture.new', title: 'New recording', group: 'Capture', run: () => void startRecording() },
    running
      ? { id: 'demo.stop', title: 'Stop the demo fleet', group: 'Fleet', run: () => void stopDemo() }
      : { id: 'demo.start', title: 'Start the demo fleet', group: 'Fleet', run: () => void startDemo() },
    {
      id: 'capture.replay',
      title: 'Replay this recording',
      group: 'Capture',
      run: () => {
        const captureId = shownCapture();
        go({ screen: 'replay', ...(captureId !== undefined && { captureId }) });
      },
    },
    {
      id: 'findings.open',
      title: 'Findings',
      group: 'Go to',
      run: () => {
        const findings = shownCapture();
        go({ screen: 'traffic', ...(findings !== undefined && { findings }) });
      },
    },
    {
      id: 'fleet.import',
      title: 'Import a configuration',
      group: 'Fleet',
      run: () => {
        go({ screen: 'fleet', import: true });
      },
    },
  ];
}

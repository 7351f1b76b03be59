import { useMantineColorScheme } from '@mantine/core';
import { Activity, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { useTrafficModel } from '../traffic/traffic-context.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { HoverTip } from '../ui/hover-tip.tsx';
import { CommandPalette } from './command-palette.tsx';
import type { CommandRegistry } from './command-registry.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { engineCommands, frameCommands } from './frame-commands.ts';
import type { FrameStore } from './frame-store.ts';
import styles from './frame.module.css';
import { InputBar } from './input-bar.tsx';
import { KeyList } from './key-list.tsx';
import type { NoticeStore } from './notices-store.ts';
import { Notices } from './notices.tsx';
import { Rail } from './rail.tsx';
import { SCREENS, type Screen } from './screens.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useKeys } from './use-keys.ts';

/** A screen that was visited stays as it was left. Out of sight it rests, unless it has work that goes on. */
function ScreenHost({ screen, frame }: { readonly screen: Screen; readonly frame: FrameStore }) {
  const visible = useStore(frame, (state) => state.screen === screen.name);
  const destination = useStore(frame, (state) => state.visits[screen.name]);
  if (!destination) return null;
  const View = screen.view;
  const content = (
    <main className={styles.screen} aria-label={screen.title} hidden={!visible}>
      <ErrorBoundary what={`The screen ${screen.title}`}>
        <Suspense fallback={null}>
          <View destination={destination} visible={visible} />
        </Suspense>
      </ErrorBoundary>
    </main>
  );
  return screen.worksHidden ? content : <Activity mode={visible ? 'visible' : 'hidden'}>{content}</Activity>;
}

interface FrameProps {
  readonly frame: FrameStore;
  readonly registry: CommandRegistry;
  readonly notices: NoticeStore;
}

/** Puts what can be done on every screen into the one list of commands. */
function useGlobalCommands(frame: FrameStore, registry: CommandRegistry): void {
  const app = useApp();
  const { actions, getState } = useTrafficModel();
  const demo = useEngine((state) => state.workspace?.demo.state ?? 'off');
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => registry.add(frameCommands(frame, setColorScheme)), [registry, frame, setColorScheme]);
  useEffect(
    () =>
      registry.add(
        engineCommands({
          ...{ app, demo, showCapture: actions.showCapture },
          shownCapture: () => getState().captureId,
        }),
      ),
    [registry, app, demo, actions, getState],
  );
}

/** Rail, top bar, the screen in front, status bar; palette, key list and messages above them. */
export function Frame({ frame, registry, notices }: FrameProps) {
  const screen = useStore(frame, (state) => state.screen);
  const overlay = useStore(frame, (state) => state.overlay);
  useKeys(registry);
  useGlobalCommands(frame, registry);
  useEffect(() => {
    if (overlay !== 'keys') return undefined;
    // Added last, so that Esc closes this list before anything of the screen.
    const close = (): void => {
      frame.setOverlay('none');
    };
    return registry.add([
      { id: 'app.close-keys', title: 'Close this list', group: 'Window', keys: ['Escape'], run: close },
    ]);
  }, [registry, frame, overlay]);
  const closeOverlay = (): void => {
    frame.setOverlay('none');
  };
  return (
    <div className={styles.frame}>
      <div className={styles.upper}>
        <Rail
          current={screen}
          onGo={(name) => {
            frame.go({ screen: name });
          }}
        />
        <div className={styles.right}>
          <TopBar
            screen={screen}
            onPalette={() => {
              frame.setOverlay('palette');
            }}
          />
          <InputBar />
          <div className={styles.body}>
            {SCREENS.map((entry) => (
              <ScreenHost key={entry.name} screen={entry} frame={frame} />
            ))}
            {overlay === 'keys' && <KeyList registry={registry} onClose={closeOverlay} />}
          </div>
        </div>
      </div>
      <StatusBar />
      <Notices store={notices} />
      {overlay === 'palette' && <CommandPalette registry={registry} onClose={closeOverlay} />}
      <HoverTip />
    </div>
  );
}

import { useMantineColorScheme } from '@mantine/core';
import { Activity, Suspense, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import { saveScopes } from '../traffic/save-scopes.ts';
import { useTraffic, useTrafficModel } from '../traffic/traffic-context.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { captureActions, type CaptureActions } from '../ui/capture-actions.ts';
import type { TransfersStore } from '../ui/transfers/transfers-store.ts';
import { HoverTip } from '../ui/hover-tip.tsx';
import { CommandPalette } from './command-palette.tsx';
import type { CommandRegistry } from './command-registry.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { fileCommands, mainCommands } from './file-commands.ts';
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
import { TransferBar } from './transfer-bar.tsx';
import { useDesktop } from './use-desktop.ts';
import { useDrop } from './use-drop.ts';
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
  readonly transfers: TransfersStore;
}

/** Puts what can be done on every screen into the one list of commands. */
function useGlobalCommands(frame: FrameStore, registry: CommandRegistry, files: CaptureActions): void {
  const app = useApp();
  const traffic = useTrafficModel();
  const { getState } = traffic;
  const screen = useStore(frame, (state) => state.screen);
  const demo = useEngine((state) => state.workspace?.demo.state ?? 'off');
  const recents = useEngine((state) => state.recents);
  const hasShown = useTraffic((state) => state.captureId !== undefined);
  const { colorScheme: scheme, setColorScheme: setScheme } = useMantineColorScheme();
  useEffect(
    () => registry.add(frameCommands({ frame, screen, scheme, setScheme })),
    [registry, frame, screen, scheme, setScheme],
  );
  useEffect(
    () => registry.add(engineCommands({ app, demo, shownCapture: () => getState().captureId })),
    [registry, app, demo, getState],
  );
  useEffect(() => {
    const shown = (): CaptureSummary | undefined =>
      app.engine.getState().captures.find(({ id }) => id === getState().captureId);
    const compare = ({ id }: CaptureSummary): void => {
      const others = app.engine
        .getState()
        .captures.filter((capture) => capture.id !== id && capture.exchanges > 0);
      const [other] = others;
      // With one other that is open there is nothing to choose.
      const pair = others.length === 1 && other ? { compare: { left: other.id, right: id } } : {};
      app.go({ screen: 'captures', ...pair });
    };
    const serve = ({ id }: CaptureSummary): void => {
      app.go({ screen: 'captures', serve: id });
    };
    return registry.add(
      fileCommands({ files, shown, hasShown, scopes: () => saveScopes(traffic), recents, compare, serve }),
    );
  }, [registry, app, files, traffic, getState, hasShown, recents]);
  useEffect(() => registry.add(mainCommands(app)), [registry, app]);
}

/** Recordings as files, from wherever in the window: what is opened is shown on Traffic. */
function useFiles(): CaptureActions {
  const app = useApp();
  const { actions } = useTrafficModel();
  return useMemo(
    () =>
      captureActions(app, (captureId) => {
        actions.showCapture(captureId);
        app.go({ screen: 'traffic' });
      }),
    [app, actions],
  );
}

/** Rail, top bar, the screen in front, status bar; palette, key list and messages above them. */
export function Frame({ frame, registry, notices, transfers }: FrameProps) {
  const screen = useStore(frame, (state) => state.screen);
  const overlay = useStore(frame, (state) => state.overlay);
  const files = useFiles();
  useKeys(registry);
  useGlobalCommands(frame, registry, files);
  useDesktop(registry, files);
  useDrop(files, useApp().notify);
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
          <TransferBar store={transfers} />
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

import { MantineProvider } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Desktop } from '../../shared/bridge/desktop.ts';
import { askingBridge } from '../bridge/asking-bridge.ts';
import { createEngineStore, type EngineState, type EngineStore } from '../bridge/engine-state.ts';
import { TrafficContext } from '../traffic/traffic-context.ts';
import type { Traffic } from '../traffic/traffic-state.ts';
import { createTraffic } from '../traffic/traffic-store.ts';
import { AppContext, type AppContextValue, type Destination } from '../ui/app-context.ts';
import { RowSourceContext } from '../ui/row-source.ts';
import { createCommandRegistry, type CommandRegistry } from './command-registry.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { createConsent, type ConsentStore } from './consent-store.ts';
import { SaveCopyDialog } from '../ui/save-copy/save-copy-dialog.tsx';
import { createSaveCopy, type SaveCopyStore } from '../ui/save-copy/save-copy-store.ts';
import { createTransfers, type TransfersStore } from '../ui/transfers/transfers-store.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { createFrameStore, type FrameStore } from './frame-store.ts';
import { Frame } from './frame.tsx';
import { createNoticeStore, type NoticeStore } from './notices-store.ts';
import { showOpened } from './show-opened.ts';
import { sayStartNotices } from './start-notices.ts';
import { resolveVariables, THEME } from './theme.ts';

/** Everything that lives as long as the window. */
interface AppParts {
  readonly engine: EngineStore;
  readonly traffic: Traffic;
  readonly frame: FrameStore;
  readonly registry: CommandRegistry;
  readonly notices: NoticeStore;
  readonly consent: ConsentStore;
  readonly saveCopy: SaveCopyStore;
  readonly transfers: TransfersStore;
  readonly context: AppContextValue;
}

function instanceName({ workspace }: EngineState, id: string): string {
  return workspace?.instances.find((instance) => instance.id === id)?.name ?? id;
}

/** Ways to Traffic carry what to select or filter there; a way to a task shows its capture. Every screen gets its destination itself. */
function goThere(destination: Destination, frame: FrameStore, traffic: Traffic): void {
  if (destination.screen === 'traffic') {
    const { captureId, select, place, filter, findings } = destination;
    if (captureId !== undefined) traffic.actions.showCapture(captureId);
    // Whoever leads to exchanges wants to see them, whatever was shown before.
    if (filter !== undefined || select) traffic.actions.setView('exchanges');
    if (filter !== undefined) traffic.actions.setFilter(filter);
    if (select) {
      const at = place === undefined ? undefined : ({ pointer: place, side: 'none' } as const);
      traffic.actions.show(select.captureId, select.number, at);
    }
    if (findings !== undefined) {
      traffic.actions.showCapture(findings);
      traffic.actions.setView('findings');
    }
  }
  if (destination.screen === 'tasks' && destination.select) {
    traffic.actions.showCapture(destination.select.captureId);
  }
  frame.go(destination);
}

function createParts(ownBridge: Bridge, desktop: Desktop | undefined): AppParts {
  const later = (run: () => void, ms: number): void => {
    setTimeout(run, ms);
  };
  const notices = createNoticeStore(later);
  const engine = createEngineStore(ownBridge, (message) => {
    notices.say('fault', message);
  });
  const consent = createConsent(ownBridge);
  const bridge = askingBridge(ownBridge, consent, (id) => instanceName(engine.getState(), id));
  const frame = createFrameStore();
  const registry = createCommandRegistry();
  const traffic = createTraffic({
    bridge,
    engine,
    schedule: (run) => {
      requestAnimationFrame(run);
    },
  });
  const transfers = createTransfers(bridge, later);
  const saveCopy = createSaveCopy({ bridge, ...(desktop && { desktop }), transfers, notify: notices.say });
  const context: AppContextValue = {
    bridge,
    transfers,
    ...(desktop && { desktop }),
    consent,
    saveCopy: saveCopy.ask,
    engine,
    go: (destination) => {
      goThere(destination, frame, traffic);
    },
    notify: notices.say,
    addCommands: registry.add,
  };
  return { engine, traffic, frame, registry, notices, consent, saveCopy, transfers, context };
}

interface AppProps {
  readonly bridge: Bridge;
  readonly desktop?: Desktop | undefined;
  /** Ids of open captures that are shown first: the last one, or two of them against each other. */
  readonly opened?: readonly string[];
}

const NONE: readonly string[] = [];

/** The whole window for one bridge, which must stay the same. */
export function App({ bridge, desktop, opened = NONE }: AppProps) {
  const [parts] = useState(() => createParts(bridge, desktop));
  const { notices, traffic, frame, registry, consent, saveCopy, transfers, context } = parts;
  useEffect(
    () =>
      bridge.on('notice', ({ level, message }) => {
        notices.say(level, message);
      }),
    [bridge, notices],
  );
  useEffect(
    () => sayStartNotices({ engine: parts.engine, say: notices.say, opened }),
    [parts.engine, notices, opened],
  );
  useEffect(() => {
    showOpened(opened, context.go);
  }, [opened, context]);
  return (
    <MantineProvider theme={THEME} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
      <ErrorBoundary what="The window">
        <AppContext value={context}>
          <TrafficContext value={traffic}>
            <RowSourceContext value={traffic}>
              <Frame frame={frame} registry={registry} notices={notices} transfers={transfers} />
            </RowSourceContext>
            <ConsentDialog store={consent} />
            <SaveCopyDialog store={saveCopy} />
          </TrafficContext>
        </AppContext>
      </ErrorBoundary>
    </MantineProvider>
  );
}

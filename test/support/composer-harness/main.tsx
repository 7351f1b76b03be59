import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles.css';
import { StrictMode, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../../../renderer/app/base.css';
import { resolveVariables, THEME } from '../../../renderer/app/theme.ts';
import { createEngineStore } from '../../../renderer/bridge/engine-state.ts';
import { ComposerScreen } from '../../../renderer/composer/composer-screen.tsx';
import { FleetScreen } from '../../../renderer/fleet/fleet-screen.tsx';
import { SettingsScreen } from '../../../renderer/settings/settings-screen.tsx';
import {
  AppContext,
  type AppCommand,
  type AppContextValue,
  type Destination,
} from '../../../renderer/ui/app-context.ts';
import { createTransfers } from '../../../renderer/ui/transfers/transfers-store.ts';
import { HoverTip } from '../../../renderer/ui/hover-tip.tsx';
import { FakeEngine } from './fake-bridge.ts';

// The request builder is the engine's own; of Node it only needs the length of a text in bytes.
const encoder = new TextEncoder();
Object.assign(globalThis, { Buffer: { byteLength: (text: string) => encoder.encode(text).length } });

const params = new URLSearchParams(location.search);
const fake = new FakeEngine(location.search);
const engine = createEngineStore(fake.bridge, console.error);
const commands = new Set<AppCommand>();

window.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  for (const command of commands) if (command.keys?.includes('Mod+Enter')) command.run();
});

function start(): Destination {
  const screen = params.get('screen');
  if (screen === 'fleet' || screen === 'settings') return { screen };
  return { screen: 'composer' };
}

function Harness() {
  const [place, setPlace] = useState<Destination>(start);
  const [notice, setNotice] = useState('');
  const app = useMemo(
    (): AppContextValue => ({
      bridge: fake.bridge,
      engine,
      consent: { ask: () => Promise.resolve(true), cameFrom: () => undefined },
      saveCopy: () => undefined,
      transfers: createTransfers(fake.bridge, setTimeout),
      go: setPlace,
      notify: (level, message) => {
        setNotice(`${level}: ${message}`);
      },
      addCommands: (added) => {
        for (const command of added) commands.add(command);
        return () => {
          for (const command of added) commands.delete(command);
        };
      },
    }),
    [],
  );
  return (
    <AppContext value={app}>
      <div style={{ position: 'fixed', inset: '40px 0 26px 48px', display: 'flex', flexDirection: 'column' }}>
        {place.screen === 'composer' && (
          <ComposerScreen
            visible
            {...(place.draft && { draft: place.draft })}
            {...(place.instanceIds && { instanceIds: place.instanceIds })}
          />
        )}
        {place.screen === 'fleet' && <FleetScreen visit={place} />}
        {place.screen === 'settings' && <SettingsScreen />}
        {place.screen === 'traffic' && <p>Traffic {JSON.stringify(place)}</p>}
      </div>
      <div role="log" style={{ position: 'fixed', bottom: 4, left: 60 }}>
        {notice}
      </div>
      <HoverTip />
    </AppContext>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={THEME} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
        <Harness />
      </MantineProvider>
    </StrictMode>,
  );
}

import { Button } from '@mantine/core';
import {
  IconPlayerPlay,
  IconPlayerStop,
  IconPlugConnected,
  IconSettings,
  IconUpload,
} from '@tabler/icons-react';
import { CopyButton } from '../ui/copy-button.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { Meaning } from '../ui/palette.ts';
import { useGateway, useGatewayActions, type GatewayView } from './gateway-context.ts';
import { samePart, type OpenPart } from './gateway-store.ts';
import styles from './gateway.module.css';
import { STATE_WORDS } from './gateway-words.ts';
import { ProblemLine, WarningLine } from './problem-line.tsx';
import { authority, isLoopbackHost } from './settings-form.ts';

const PARTS = [
  { part: 'clients', title: 'Connect a client', icon: IconPlugConnected },
  { part: 'export', title: 'Export', icon: IconUpload },
  { part: 'settings', title: 'Settings', icon: IconSettings },
] as const satisfies readonly (OpenPart & { readonly title: string; readonly icon: unknown })[];

function StartStop({ settings, state }: GatewayView) {
  const busy = useGateway((own) => own.busy);
  const { start, stop } = useGatewayActions();
  const mine = busy?.id === settings.id;
  const runs = state.state === 'listening' || state.state === 'stopping';
  return runs ? (
    <Button
      leftSection={<IconPlayerStop size={14} />}
      loading={(mine && busy.what === 'stop') || state.state === 'stopping'}
      onClick={() => void stop(settings.id)}
    >
      Stop
    </Button>
  ) : (
    <Button
      variant="filled"
      leftSection={<IconPlayerPlay size={14} />}
      loading={(mine && busy.what === 'start') || state.state === 'starting'}
      onClick={() => void start(settings.id)}
    >
      Start
    </Button>
  );
}

function Address({ settings, state }: GatewayView) {
  const { host, port } = settings.listen;
  if (state.url !== undefined) {
    return (
      <>
        <code className={styles.address}>{state.url}</code>
        <CopyButton text={state.url} what="address of the gateway" />
      </>
    );
  }
  return (
    <span className={styles.muted}>
      {port === 0 ? `at ${host}, on a port that is free at the start` : `at ${authority(host, port)}`}
    </span>
  );
}

const STATE_MEANINGS = {
  off: undefined,
  starting: undefined,
  listening: 'fine',
  stopping: undefined,
  failed: 'fault',
} as const satisfies Record<GatewayView['state']['state'], Meaning | undefined>;

/** Another address was chosen while it listens at the old one. */
function movesAtNextStart({ settings, state }: GatewayView): boolean {
  if (state.state !== 'listening' || state.url === undefined) return false;
  const { host, port } = settings.listen;
  const now = new URL(state.url);
  const other = port !== 0 && Number(now.port || '80') !== port;
  return other || isLoopbackHost(now.hostname) !== isLoopbackHost(host);
}

/** Where clients go, whether anybody listens there, and the ways to what else there is. */
export function AddressBar({ settings, state }: GatewayView) {
  const open = useGateway((own) => own.open);
  const problem = useGateway((own) => own.problem);
  const { toggle } = useGatewayActions();
  const meaning = STATE_MEANINGS[state.state];
  const beyond = state.listensBeyondLoopback === true || !isLoopbackHost(settings.listen.host);
  return (
    <div className={styles.bar}>
      <div className={styles.barLine}>
        <StartStop settings={settings} state={state} />
        <span className={styles.state} role="status">
          {meaning && <MeaningMark meaning={meaning} size={13} />}
          {STATE_WORDS[state.state]}
        </span>
        <Address settings={settings} state={state} />
        <span className={styles.gap} />
        {PARTS.map(({ part, title, icon: Icon }) => (
          <Button
            key={part}
            size="compact-xs"
            variant="subtle"
            leftSection={<Icon size={12} />}
            aria-expanded={samePart(open, { part })}
            onClick={() => {
              toggle({ part });
            }}
          >
            {title}
          </Button>
        ))}
      </div>
      <ProblemLine message={problem} />
      {state.problem !== undefined && state.problem !== problem?.replace(/^.*?: /, '') && (
        <WarningLine message={state.problem} />
      )}
      {beyond && (
        <WarningLine
          message={`It listens beyond this machine: anybody who reaches ${authority(settings.listen.host, settings.listen.port)} can use these servers through it, with the headers that Hopscope adds for them.`}
        />
      )}
      {!settings.record && (
        <WarningLine message="Recording is off: it forwards and counts, and nothing of it appears in the traffic." />
      )}
      {movesAtNextStart({ settings, state }) && (
        <WarningLine message="It was given another address, which holds from its next start." />
      )}
    </div>
  );
}

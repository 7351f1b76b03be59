import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Connection } from '../../shared/model/input.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { useEngine } from '../ui/app-context.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { waitsForConsent } from '../ui/waits-for-consent.ts';
import { connectionWords, isUp, nextWords, shownConnections } from './connection-words.ts';
import { useFleetActions } from './fleet-context.ts';
import own from './details.module.css';
import styles from './fleet.module.css';
import { JumpButton } from './jump-button.tsx';

const NONE: readonly Connection[] = [];

function OneConnection({ connection }: { readonly connection: Connection }) {
  const { meaning, text } = connectionWords(connection);
  const { era, revision, sessionId, transport, shownBy, problem, stderrTail } = connection;
  return (
    <li className={own.connection}>
      <p className={own.connectionHead}>
        <MeaningMark meaning={meaning} />
        <span>{text}</span>
        <span className={styles.muted}>{[era, revision, transport].filter(Boolean).join(' · ')}</span>
        {shownBy && <JumpButton to={shownBy} />}
      </p>
      {sessionId !== undefined && (
        <p className={own.session}>
          <span className={styles.muted}>Session id</span> <code>{sessionId}</code>
          <CopyButton text={sessionId} what="session id" />
        </p>
      )}
      {problem !== undefined && <p className={styles.why}>{problem}</p>}
      {/* Of one that is lost, the problem says what comes next. */}
      {connection.state === 'closed' && <p className={styles.why}>{nextWords(connection)}</p>}
      {stderrTail !== undefined && (
        <>
          <p className={styles.why}>The last it wrote to stderr:</p>
          <pre className={own.stderr} tabIndex={0} aria-label="The last it wrote to stderr">
            {stderrTail}
          </pre>
        </>
      )}
    </li>
  );
}

/** How Hopscope stands to the instance: its sessions and its process. Nothing where there never was one. */
export function ConnectionSection({ instance }: { readonly instance: Instance }) {
  const connections = useEngine((state) => state.connections.get(instance.id)) ?? NONE;
  const { disconnect } = useFleetActions();
  const [ending, setEnding] = useState(false);
  if (connections.length === 0 && (!instance.stdio || waitsForConsent(instance))) return null;
  const end = async (): Promise<void> => {
    setEnding(true);
    await disconnect(instance.id);
    setEnding(false);
  };
  return (
    <section aria-label="Connection">
      <h3>Connection</h3>
      {connections.length === 0 ? (
        <p className={styles.hint}>Not started yet: the next request or check starts it.</p>
      ) : (
        <ul className={own.connections}>
          {shownConnections(connections).map((connection) => (
            <OneConnection key={`${connection.era} ${connection.transport}`} connection={connection} />
          ))}
        </ul>
      )}
      {connections.some(isUp) && (
        <Button
          size="compact-xs"
          leftSection={<IconPlugConnectedX size={12} />}
          loading={ending}
          data-tip={
            instance.stdio
              ? 'Stops the process; what is on its way there is cancelled'
              : 'Ends the session; what is on its way there is cancelled'
          }
          onClick={() => void end()}
        >
          Disconnect
        </Button>
      )}
    </section>
  );
}

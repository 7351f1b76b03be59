import { Button } from '@mantine/core';
import { IconPencil, IconRefresh, IconSend2, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatCommandLine } from '../../shared/model/command-line.ts';
import type { Instance, InstanceHealth } from '../../shared/model/instance.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { formatDateTime, formatDuration } from '../ui/format.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { WAITS_FOR_CONSENT, waitsForConsent } from '../ui/waits-for-consent.ts';
import { ConnectionSection } from './connection-section.tsx';
import { EraVerdict } from './era-verdict.tsx';
import { capabilityWords } from './fleet-facts.ts';
import { useFleet, useFleetActions } from './fleet-context.ts';
import own from './details.module.css';
import styles from './fleet.module.css';
import { RecordSection } from './record-section.tsx';
import { TourSection } from './tour-section.tsx';
import { TrustWarning } from './http-fields.tsx';
import { InstanceEditor } from './instance-editor.tsx';

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Capabilities({ capabilities }: { readonly capabilities: Readonly<Record<string, unknown>> }) {
  const { extensions, ...rest } = capabilities;
  const listed = Object.entries(rest);
  const extended = typeof extensions === 'object' && extensions !== null ? Object.entries(extensions) : [];
  const line = ([name, value]: [string, unknown]): ReactNode => (
    <li key={name}>
      <code>{name}</code>
      <span className={styles.muted}>{capabilityWords(value)}</span>
    </li>
  );
  return (
    <>
      <h3>Capabilities</h3>
      {listed.length === 0 ? (
        <p className={styles.hint}>None.</p>
      ) : (
        <ul className={styles.capabilities}>{listed.map(line)}</ul>
      )}
      <h3>Extensions</h3>
      {extended.length === 0 ? (
        <p className={styles.hint}>None.</p>
      ) : (
        <ul className={styles.capabilities}>{extended.map(line)}</ul>
      )}
    </>
  );
}

function Identity({ health }: { readonly health: InstanceHealth }) {
  const { serverInfo, supportedVersions, revision, latencyMs, checkedAt } = health;
  return (
    <dl className={styles.facts}>
      <Fact label="Server">
        {serverInfo
          ? [serverInfo.title, serverInfo.name, serverInfo.version].filter(Boolean).join(' · ')
          : 'did not say'}
      </Fact>
      <Fact label="Versions">
        <code>{supportedVersions?.join(', ') ?? revision ?? 'not told'}</code>
      </Fact>
      {checkedAt !== undefined && (
        <Fact label="Last check">
          {formatDateTime(checkedAt)}
          {latencyMs !== undefined && health.state === 'up' && `, ${formatDuration(latencyMs)}`}
        </Fact>
      )}
    </dl>
  );
}

function RemoveQuestion({ instance }: { readonly instance: Instance }) {
  const { remove, askToRemove } = useFleetActions();
  return (
    <div className={styles.question} role="alertdialog" aria-label={`Remove ${instance.name}?`}>
      <p>
        Remove {instance.name}? Its {instance.stdio ? 'command is' : 'address and headers are'} deleted from
        the workspace, and it leaves its fleets and gateways. What was recorded stays in the captures; the
        server itself is not touched.
      </p>
      <div className={styles.buttons}>
        <Button color="red" variant="filled" autoFocus onClick={() => void remove(instance.id)}>
          Remove {instance.name}
        </Button>
        <Button
          onClick={() => {
            askToRemove(undefined);
          }}
        >
          Keep it
        </Button>
      </div>
    </div>
  );
}

function DetailsHead({
  instance,
  health,
}: {
  readonly instance: Instance;
  readonly health: InstanceHealth | undefined;
}) {
  const { go } = useApp();
  const { checkNow, edit, askToRemove } = useFleetActions();
  const own = instance.startedBy !== undefined;
  return (
    <div className={styles.buttons}>
      <Button
        variant="filled"
        leftSection={<IconSend2 size={14} />}
        onClick={() => {
          go({ screen: 'composer', instanceIds: [instance.id] });
        }}
      >
        Compose
      </Button>
      <Button
        leftSection={<IconRefresh size={14} />}
        loading={health?.state === 'checking'}
        onClick={() => void checkNow(instance)}
      >
        Check now
      </Button>
      {!own && (
        <Button
          leftSection={<IconPencil size={14} />}
          onClick={() => {
            edit(instance);
          }}
        >
          Edit
        </Button>
      )}
      {!own && (
        <Button
          leftSection={<IconTrash size={14} />}
          onClick={() => {
            askToRemove(instance.id);
          }}
        >
          Remove
        </Button>
      )}
    </div>
  );
}

/** The address, or the exact command with its folder. */
function Way({ instance: { url, stdio } }: { readonly instance: Instance }) {
  const line = stdio ? formatCommandLine(stdio) : url;
  return (
    <>
      <p className={styles.address}>
        <code>{line}</code>
        <CopyButton text={line} what={stdio ? 'command line' : 'address'} />
      </p>
      {stdio && (
        <p className={styles.hint}>
          Started in {stdio.cwd === undefined ? 'the workspace’s folder' : <code>{stdio.cwd}</code>}, and
          talked to over its standard streams.
        </p>
      )}
    </>
  );
}

function Settings({ instance }: { readonly instance: Instance }) {
  const { headers, tls, useSystemProxy } = instance;
  return (
    <>
      {headers.length > 0 && (
        <>
          <h3>Headers sent with every request</h3>
          <ul className={styles.capabilities}>
            {headers.map(([name, value], index) => (
              <li key={index}>
                <code>
                  {name}: {value}
                </code>
              </li>
            ))}
          </ul>
        </>
      )}
      {tls?.caFile !== undefined && <p className={styles.hint}>Further CA: {tls.caFile}</p>}
      {tls?.certFile !== undefined && <p className={styles.hint}>Client certificate: {tls.certFile}</p>}
      {useSystemProxy === true && <p className={styles.hint}>Goes through the system’s proxy.</p>}
    </>
  );
}

/** A command that nobody has allowed: what that means, and the way to it. */
function ConsentNote({ instance }: { readonly instance: Instance }) {
  const { checkNow } = useFleetActions();
  return (
    <div className={own.consent} role="group" aria-label="Consent">
      <p>
        <MeaningMark meaning="note" /> {WAITS_FOR_CONSENT}
      </p>
      <Button size="compact-xs" onClick={() => void checkNow(instance)}>
        Look at the command and allow it…
      </Button>
    </div>
  );
}

function Fault({ health }: { readonly health: InstanceHealth | undefined }) {
  if (health?.problem === undefined) return null;
  return (
    <p className={styles.problem}>
      <MeaningMark meaning={health.state === 'down' ? 'fault' : 'warning'} /> {health.problem}
    </p>
  );
}

const STARTED_BY = {
  demo: 'Started by Hopscope as part of the demo fleet.',
  run: 'A copy that Hopscope runs; see Servers in copies.',
} as const;

/** One instance in full: what it is, what it can do, why it counts as modern or legacy. */
export function InstanceDetails({ instance }: { readonly instance: Instance }) {
  const health = useEngine((state) => state.health.get(instance.id));
  const editing = useFleet((state) => state.editing?.instance.id === instance.id);
  const removing = useFleet((state) => state.removingId === instance.id);
  const waits = waitsForConsent(instance);
  return (
    <section className={styles.details} aria-label={`Details of ${instance.name}`}>
      <div className={styles.paneHead}>
        <InstanceBadge instanceId={instance.id} name={instance.name} showHealth />
      </div>
      {editing ? (
        <InstanceEditor />
      ) : (
        <div className={styles.detailsBody}>
          <DetailsHead instance={instance} health={health} />
          {removing && <RemoveQuestion instance={instance} />}
          <Way instance={instance} />
          {instance.startedBy !== undefined && (
            <p className={styles.hint}>{STARTED_BY[instance.startedBy]}</p>
          )}
          {instance.tls?.trustAnyCertificate === true && <TrustWarning />}
          {/* What an unallowed command is told of is said by the note. */}
          {waits ? <ConsentNote instance={instance} /> : <Fault health={health} />}
          {health?.checkedAt !== undefined && <Identity health={health} />}
          <EraVerdict instance={instance} health={health} />
          <TourSection instance={instance} />
          <ConnectionSection instance={instance} />
          {health?.instructions !== undefined && (
            <>
              <h3>Instructions</h3>
              <p className={styles.instructions}>{health.instructions}</p>
            </>
          )}
          {health?.capabilities && <Capabilities capabilities={health.capabilities} />}
          <Settings instance={instance} />
          {instance.stdio && <RecordSection name={instance.name} command={instance.stdio} />}
        </div>
      )}
    </section>
  );
}

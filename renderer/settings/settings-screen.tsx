import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { SecretsState } from '../../shared/model/secrets-state.ts';
import type { AppInfo } from '../../shared/model/app-info.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { ClientSection } from './client-section.tsx';
import { DesktopSection } from './desktop-section.tsx';
import { RedactionSection } from './redaction-section.tsx';
import { RetentionSection } from './retention-section.tsx';
import { Section } from './section.tsx';
import { problemSentence, programWords } from './settings-words.ts';
import styles from './settings.module.css';

const SCHEMES: readonly { readonly value: MantineColorScheme; readonly label: string }[] = [
  { value: 'auto', label: 'System' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
];

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title="Colours">
      <SegmentedControl
        aria-label="Colour scheme"
        value={colorScheme}
        data={[...SCHEMES]}
        onChange={(value) => {
          const chosen = SCHEMES.find((scheme) => scheme.value === value);
          if (chosen) setColorScheme(chosen.value);
        }}
      />
    </Section>
  );
}

function Workspace({ workspace }: { readonly workspace: WorkspaceState }) {
  return (
    <Section title="Workspace">
      <p className={styles.path}>
        <code>{workspace.directory}</code>
        <CopyButton text={workspace.directory} what="path of the workspace" />
      </p>
      <p className={styles.hint}>
        Instances, fleets and saved requests are readable JSON files here, made to be kept in git. Secrets are
        never written into them.
      </p>
      {workspace.problems.length === 0 ? (
        <p className={styles.fine}>
          <MeaningMark meaning="fine" /> Every file could be read.
        </p>
      ) : (
        <ul className={styles.problems} aria-label="Problems of the workspace's files">
          {workspace.problems.map((problem) => (
            <li key={`${problem.file} ${problem.message}`}>
              <MeaningMark meaning="warning" />
              <span>{problemSentence(problem)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Whether secrets outlive the program; asked when the screen is opened, since it may wake the system's keyring. */
function Secrets() {
  const { bridge } = useApp();
  const [state, setState] = useState<SecretsState>();
  useEffect(() => {
    void bridge.invoke('secrets.get', null).then((answer) => {
      if (answer.ok) setState(answer.value);
    });
  }, [bridge]);
  if (!state) return null;
  return (
    <Section title="Secrets">
      <p className={styles.fine}>
        <MeaningMark meaning={state.kept ? 'fine' : 'note'} /> {state.says}
      </p>
    </Section>
  );
}

function About({ info }: { readonly info: AppInfo }) {
  return (
    <Section title="This program">
      <p className={styles.line}>Hopscope {info.version}</p>
      <p className={styles.hint}>{programWords(info)}</p>
      <p className={styles.path}>
        <code>{info.logFile}</code>
        <CopyButton text={info.logFile} what="path of the log" />
      </p>
      <p className={styles.hint}>
        The log: what went wrong in Hopscope itself, without secrets. There is none before something did.
      </p>
      <p className={styles.hint}>
        Speaks MCP of both eras: revision 2026-07-28, and 2024-11-05 to 2025-11-25.
      </p>
    </Section>
  );
}

/** What can be set, where the workspace is, and what this build is. */
export function SettingsScreen() {
  const info = useEngine((state) => state.info);
  const workspace = useEngine((state) => state.workspace);
  return (
    <div className={styles.screen}>
      <h1 className={styles.title}>Settings</h1>
      <Appearance />
      {workspace && <ClientSection saved={workspace.client} />}
      {workspace && <RedactionSection saved={workspace.redaction} />}
      <RetentionSection />
      {workspace && <Workspace workspace={workspace} />}
      <Secrets />
      <DesktopSection />
      {info && <About info={info} />}
    </div>
  );
}

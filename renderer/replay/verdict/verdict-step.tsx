import { Button, Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { useApp } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { SplitPane } from '../../ui/split-pane.tsx';
import { useReplay } from '../replay-model.ts';
import shared from '../replay.module.css';
import { RunsTable } from '../run/run-progress.tsx';
import { ErasPanel } from './eras-panel.tsx';
import { FindingsPanel } from './findings-panel.tsx';
import { firstTab, type Tab } from './first-tab.ts';
import { Matrix } from './matrix.tsx';
import { NoisePanel } from './noise-panel.tsx';
import { StepDetail } from './step-detail.tsx';
import { VerdictHead } from './verdict-head.tsx';
import styles from './verdict.module.css';
import { WitnessPanel } from './witness-panel.tsx';

interface BelowProps {
  readonly replay: ReplayState;
  readonly number: number | undefined;
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly onStep: (number: number) => void;
}

function Below({ replay, number, tab, onTab, onStep }: BelowProps) {
  const witnesses = replay.verdict?.witnesses ?? [];
  const findings = replay.verdict?.findings;
  const learned = replay.learned?.entries.length ?? 0;
  return (
    <Tabs
      className={styles.below ?? ''}
      value={tab}
      onChange={(value) => {
        if (value !== null) onTab(value as Tab);
      }}
    >
      <Tabs.List>
        {witnesses.length > 0 && (
          <Tabs.Tab value="witness">
            {witnesses.length === 1 ? 'Witness' : `Witnesses (${formatCount(witnesses.length)})`}
          </Tabs.Tab>
        )}
        {replay.eras && <Tabs.Tab value="eras">Both eras</Tabs.Tab>}
        {!replay.eras && (
          <Tabs.Tab value="findings">
            Findings{findings === undefined ? '' : ` (${formatCount(findings.length)})`}
          </Tabs.Tab>
        )}
        <Tabs.Tab value="step">{number === undefined ? 'Step' : `Step #${String(number)}`}</Tabs.Tab>
        <Tabs.Tab value="noise">Noise ({formatCount(learned)})</Tabs.Tab>
        <Tabs.Tab value="runs">Runs ({formatCount(replay.runs.length)})</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="witness" className={styles.panel ?? ''}>
        <WitnessPanel witnesses={witnesses} onStep={onStep} />
      </Tabs.Panel>
      {replay.eras && (
        <Tabs.Panel value="eras" className={styles.panel ?? ''}>
          <ErasPanel eras={replay.eras} onStep={onStep} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="findings" className={styles.panel ?? ''}>
        <FindingsPanel replay={replay} onStep={onStep} />
      </Tabs.Panel>
      <Tabs.Panel value="step" className={styles.panel ?? ''}>
        {number === undefined ? (
          <EmptyState title="One step in all runs">
            Choose a row above: what was answered where, and what differs at which place.
          </EmptyState>
        ) : (
          <StepDetail key={`${replay.id} ${String(number)}`} replay={replay} number={number} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="noise" className={styles.panel ?? ''}>
        <NoisePanel replay={replay} />
      </Tabs.Panel>
      <Tabs.Panel value="runs" className={styles.panel ?? ''}>
        <RunsTable replay={replay} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Content({ replay, wanted }: { readonly replay: ReplayState; readonly wanted: number | undefined }) {
  const { addCommands } = useApp();
  const hasWitness = (replay.verdict?.witnesses.length ?? 0) > 0;
  const [number, setNumber] = useState<number | undefined>(wanted);
  const [asked, setTab] = useState<Tab | undefined>(wanted === undefined ? undefined : 'step');
  const tab = asked ?? firstTab(replay);
  const open = (step: number): void => {
    setNumber(step);
    setTab('step');
  };
  const isOpen = asked === 'step' && hasWitness;
  useEffect(() => {
    if (!isOpen) return undefined;
    const run = (): void => {
      setTab(undefined);
    };
    return addCommands([
      { id: 'replay.witness', title: 'Back to the witness', group: 'Replay', keys: ['Escape'], run },
    ]);
  }, [addCommands, isOpen]);
  return (
    <>
      <VerdictHead
        replay={replay}
        onFindings={() => {
          setTab('findings');
        }}
      />
      <SplitPane
        name="replay.verdict"
        label="Divider between the matrix and what belongs to a step"
        direction="column"
        initial={0.36}
        minFirst={120}
        minSecond={160}
        first={<Matrix replay={replay} number={number} onStep={open} />}
        second={<Below replay={replay} number={number} tab={tab} onTab={setTab} onStep={open} />}
      />
    </>
  );
}

/** What came of it: the answer in a sentence, all steps against all instances, and the witness. */
export function VerdictStep() {
  const { replays, place, setUp } = useReplay();
  const { replayId, wanted } = useStore(place);
  const replay = useStore(replays, (known) => known.replays.find(({ id }) => id === replayId));
  return (
    <div className={shared.step}>
      {replay ? (
        <Content key={`${replay.id} ${String(wanted)}`} replay={replay} wanted={wanted} />
      ) : (
        <EmptyState
          title="Nothing was sent yet"
          action={
            <Button variant="filled" onClick={setUp}>
              Set up a replay
            </Button>
          }
        >
          Here it will stand whether the server says the same wherever a request lands, and if not, which
          requests show it.
        </EmptyState>
      )}
    </div>
  );
}

import { Button, Checkbox, NumberInput } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import type { DemoState } from '../../shared/model/workspace.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { useFleetActions } from './fleet-context.ts';
import styles from './fleet.module.css';

const STATE_WORDS: Readonly<Record<DemoState['state'], string>> = {
  off: 'not running',
  starting: 'starting …',
  running: 'running',
  failed: 'failed',
};

/** The bridge takes no more. */
const MOST_INSTANCES = 26;

interface BugListProps {
  readonly known: DemoState['knownBugs'];
  readonly chosen: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}

function BugList({ known, chosen, disabled, onChange }: BugListProps) {
  return (
    <ul className={styles.bugs} aria-label="Bugs of the demo fleet">
      {known.map((bug) => (
        <li key={bug.name}>
          <Checkbox
            size="xs"
            label={bug.title}
            description={bug.breaks}
            disabled={disabled}
            checked={chosen.includes(bug.name)}
            onChange={(event) => {
              onChange(
                event.currentTarget.checked
                  ? [...chosen, bug.name]
                  : chosen.filter((own) => own !== bug.name),
              );
            }}
          />
        </li>
      ))}
    </ul>
  );
}

/** The demo fleet: real servers on this machine, with faults that can be switched on. */
export function DemoSection({ demo }: { readonly demo: DemoState }) {
  const [count, setCount] = useState(3);
  const [bugs, setBugs] = useState<readonly string[]>(demo.bugs);
  const { startDemo, stopDemo } = useFleetActions();
  const running = demo.state === 'running' || demo.state === 'starting';
  return (
    <section className={styles.section} aria-label="Demo fleet">
      <div className={styles.sectionHead}>
        <h2>Demo fleet</h2>
        <span className={styles.muted} role="status">
          {STATE_WORDS[demo.state]}
          {running && demo.bugs.length > 0 && ` with ${demo.bugs.join(', ')}`}
        </span>
      </div>
      {demo.problem !== undefined && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> {demo.problem}
        </p>
      )}
      <div className={styles.demo}>
        <div className={styles.buttons}>
          {!running && (
            <NumberInput
              size="xs"
              className={styles.count}
              aria-label="Instances of the demo fleet"
              min={1}
              max={MOST_INSTANCES}
              clampBehavior="strict"
              allowDecimal={false}
              value={count}
              onChange={(value) => {
                if (typeof value === 'number') setCount(value);
              }}
            />
          )}
          {running ? (
            <Button
              leftSection={<IconPlayerStop size={14} />}
              loading={demo.state === 'starting'}
              onClick={() => void stopDemo()}
            >
              Stop the demo fleet
            </Button>
          ) : (
            <Button
              variant="filled"
              leftSection={<IconPlayerPlay size={14} />}
              onClick={() => void startDemo(count, bugs)}
            >
              {count === 1 ? 'Start 1 instance' : `Start ${String(count)} instances`}
            </Button>
          )}
        </div>
        <BugList
          known={demo.knownBugs}
          chosen={running ? demo.bugs : bugs}
          disabled={running}
          onChange={setBugs}
        />
        {running && (
          <p className={styles.hint}>Bugs are chosen before the start: stop the fleet to choose others.</p>
        )}
      </div>
    </section>
  );
}

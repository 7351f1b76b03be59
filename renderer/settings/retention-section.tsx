import { Button, Group, NumberInput, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { LibraryEntry, RetentionWish } from '../../shared/model/capture-library.ts';
import { useApp } from '../ui/app-context.ts';
import { formatCounted, formatSize } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

const GB = 1_000_000_000;
const FIRST: Required<RetentionWish> = { days: 30, bytes: 10 * GB };

interface Loaded {
  readonly wish: RetentionWish;
  /** What it would take now. */
  readonly due: readonly LibraryEntry[];
}

/** Undefined until it is here, or where it cannot be had. */
async function load(bridge: ReturnType<typeof useApp>['bridge']): Promise<Loaded | undefined> {
  const kept = await bridge.invoke('library.retention', null);
  if (!kept.ok) return undefined;
  const wish = kept.value;
  if (wish.days === undefined && wish.bytes === undefined) return { wish, due: [] };
  const due = await bridge.invoke('library.retain', { ...wish, apply: false });
  return { wish, due: due.ok ? due.value : [] };
}

function dueSentence(due: readonly LibraryEntry[]): string {
  if (due.length === 0) return 'Nothing is due now.';
  const bytes = due.reduce((sum, entry) => sum + entry.bytes, 0);
  return `${formatCounted(due.length, 'capture')} (${formatSize(bytes)}) due now: look at them, and move them to the trash, on Captures.`;
}

interface LimitsProps {
  readonly wish: RetentionWish;
  readonly onSave: (wish: RetentionWish) => void;
}

function Limits({ wish: { days, bytes }, onSave }: LimitsProps) {
  return (
    <>
      <Group gap={10} my={6}>
        <Switch
          label="Due when older than"
          checked={days !== undefined}
          onChange={(event) => {
            onSave({
              ...(event.currentTarget.checked && { days: FIRST.days }),
              ...(bytes !== undefined && { bytes }),
            });
          }}
        />
        <NumberInput
          aria-label="Days that a capture is kept"
          suffix=" days"
          w={120}
          min={1}
          allowDecimal={false}
          disabled={days === undefined}
          value={days ?? FIRST.days}
          onChange={(value) => {
            if (typeof value === 'number' && value >= 1) {
              onSave({ days: value, ...(bytes !== undefined && { bytes }) });
            }
          }}
        />
      </Group>
      <Group gap={10} my={6}>
        <Switch
          label="The oldest due when all take more than"
          checked={bytes !== undefined}
          onChange={(event) => {
            onSave({
              ...(days !== undefined && { days }),
              ...(event.currentTarget.checked && { bytes: FIRST.bytes }),
            });
          }}
        />
        <NumberInput
          aria-label="Gigabytes that all captures may take"
          suffix=" GB"
          w={120}
          min={0.1}
          decimalScale={1}
          disabled={bytes === undefined}
          value={(bytes ?? FIRST.bytes) / GB}
          onChange={(value) => {
            if (typeof value === 'number' && value > 0) {
              onSave({ ...(days !== undefined && { days }), bytes: Math.round(value * GB) });
            }
          }}
        />
      </Group>
    </>
  );
}

/** When captures are due to go. Nothing goes by itself. */
export function RetentionSection() {
  const { bridge, go } = useApp();
  const [loaded, setLoaded] = useState<Loaded>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    void load(bridge).then(setLoaded);
  }, [bridge]);
  if (!loaded) return null;
  const { wish, due } = loaded;
  const { days, bytes } = wish;
  const save = async (next: RetentionWish): Promise<void> => {
    const saved = await bridge.invoke('library.setRetention', next);
    setProblem(saved.ok ? undefined : saved.error.message);
    setLoaded(await load(bridge));
  };
  return (
    <Section title="Retention of captures">
      <p className={styles.hint}>
        Captures that are due are shown on Captures and asked about before they go to the trash folder. What
        is open or pinned never goes.
      </p>
      <Limits wish={wish} onSave={(next) => void save(next)} />
      {(days !== undefined || bytes !== undefined) && (
        <p className={styles.fine}>
          <MeaningMark meaning={due.length === 0 ? 'fine' : 'note'} /> {dueSentence(due)}{' '}
          {due.length > 0 && (
            <Button
              onClick={() => {
                go({ screen: 'captures' });
              }}
            >
              Captures
            </Button>
          )}
        </p>
      )}
      {problem !== undefined && (
        <p role="alert">
          <MeaningMark meaning="fault" /> {problem}
        </p>
      )}
    </Section>
  );
}

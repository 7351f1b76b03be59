import { Select, TextInput } from '@mantine/core';
import { SEVERITIES, type JudgedState, type Severity } from '../../../shared/model/finding.ts';
import { useEngine } from '../../ui/app-context.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { SEVERITY_MEANING } from '../../ui/palette.ts';
import { useFindings, useFindingsStore } from './findings-context.ts';
import styles from './findings-panel.module.css';
import { heardCounts, judgingWords } from './judged-words.ts';

const FIELD_ID = 'findings-filter';

/** Puts the cursor into the field that filters the rules. */
export function focusFindingsFilter(): void {
  const field = document.getElementById(FIELD_ID);
  if (field instanceof HTMLInputElement) field.select();
}

const SEVERITY_TITLES: Readonly<Record<Severity, { readonly title: string; readonly tip: string }>> = {
  error: { title: 'Errors', tip: 'Something that the specification says MUST be is not' },
  warning: { title: 'Warnings', tip: 'Something that the specification says SHOULD be is not' },
  note: { title: 'Notes', tip: 'Worth knowing; nobody is at fault, or it was done on purpose' },
};

function SeverityToggles({ judged }: { readonly judged: JudgedState | undefined }) {
  const store = useFindingsStore();
  const severities = useFindings((state) => state.filter.severities);
  const heard = judged && heardCounts(judged);
  return SEVERITIES.map((severity) => {
    const shown = severities.has(severity);
    const { title, tip } = SEVERITY_TITLES[severity];
    return (
      <button
        key={severity}
        type="button"
        className={styles.severity}
        aria-pressed={shown}
        data-tip={tip}
        onClick={() => {
          const next = new Set(severities);
          if (!next.delete(severity)) next.add(severity);
          store.setFilter({ severities: next });
        }}
      >
        <MeaningMark meaning={SEVERITY_MEANING[severity]} size={13} /> {title}{' '}
        {heard && <span className={styles.number}>{formatCount(heard[severity])}</span>}
      </button>
    );
  });
}

const SIDE_CHOICES = [
  { value: 'any', label: 'Either side' },
  { value: 'server', label: 'Server’s fault' },
  { value: 'client', label: 'Client’s fault' },
];

function Choices() {
  const store = useFindingsStore();
  const { side, instanceId, text } = useFindings((state) => state.filter);
  const groups = useFindings((state) => state.groups);
  const instances = useEngine((state) => state.workspace?.instances);
  const names = useFindings((state) => state.names);
  const ids = new Set(groups.flatMap((group) => Object.keys(group.instances)));
  if (instanceId !== undefined) ids.add(instanceId);
  const choices = [...ids].map((id) => ({
    // Mantine takes '' for nothing.
    value: `of ${id}`,
    label: id === '' ? 'Gateway itself' : (instances?.find((one) => one.id === id)?.name ?? names[id] ?? id),
  }));
  return (
    <>
      <Select
        className={styles.choice}
        aria-label="Whose fault"
        data={SIDE_CHOICES}
        value={side}
        allowDeselect={false}
        onChange={(value) => {
          if (value === 'any' || value === 'client' || value === 'server') store.setFilter({ side: value });
        }}
      />
      {choices.length > 1 && (
        <Select
          className={styles.choice}
          aria-label="Instance"
          data={[{ value: 'all', label: 'All instances' }, ...choices]}
          value={instanceId === undefined ? 'all' : `of ${instanceId}`}
          allowDeselect={false}
          onChange={(value) => {
            store.setFilter({ instanceId: value?.startsWith('of ') ? value.slice(3) : undefined });
          }}
        />
      )}
      <TextInput
        id={FIELD_ID}
        className={styles.text}
        aria-label="Filter rules"
        placeholder="Filter rules"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          store.setFilter({ text: event.currentTarget.value });
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          event.stopPropagation();
          event.currentTarget.blur();
        }}
      />
    </>
  );
}

interface FindingsBarProps {
  readonly judged: JudgedState | undefined;
  /** Findings that are muted. */
  readonly muted: number;
}

/** What of the findings is shown, how many are muted, and how far the capture is judged. */
export function FindingsBar({ judged, muted }: FindingsBarProps) {
  const store = useFindingsStore();
  const showMuted = useFindings((state) => state.filter.showMuted);
  const judging = judged && judgingWords(judged, true);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Findings shown">
      <SeverityToggles judged={judged} />
      <Choices />
      <span className={styles.gap} />
      {judging !== undefined && (
        <span
          className={styles.muted}
          data-tip="Exchanges that have ended are held against the rules one after another"
        >
          {judging}
        </span>
      )}
      {muted > 0 && (
        <button
          type="button"
          className={styles.link}
          aria-label={`${showMuted ? 'Hide' : 'Show'} ${formatCounted(muted, 'muted finding')}`}
          onClick={() => {
            store.setFilter({ showMuted: !showMuted });
          }}
        >
          {showMuted ? 'Hide' : 'Show'} {formatCount(muted)} muted
        </button>
      )}
    </div>
  );
}

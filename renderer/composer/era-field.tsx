import { NativeSelect } from '@mantine/core';
import { useComposer, useComposerActions } from './composer-context.ts';
import styles from './era-field.module.css';
import { useChosenEra } from './use-chosen-era.ts';

const CHOICES = [
  { value: 'auto', label: 'Era: as each instance' },
  { value: 'modern', label: 'Era: modern' },
  { value: 'legacy', label: 'Era: legacy' },
] as const;

/** The era in which the request leaves: that of each instance, or one of them on purpose. */
export function EraField() {
  const choice = useComposer((state) => state.era);
  const { setEra } = useComposerActions();
  const { facts } = useChosenEra();
  const known = facts.join(' · ');
  return (
    <div className={styles.era} data-forced={choice !== 'auto' || undefined}>
      <NativeSelect
        size="xs"
        aria-label="Era"
        value={choice}
        data={CHOICES.map((own) => ({ ...own }))}
        onChange={(event) => {
          const chosen = CHOICES.find(({ value }) => value === event.currentTarget.value);
          if (chosen) setEra(chosen.value);
        }}
      />
      <span className={styles.known} data-tip={known === '' ? undefined : `Known eras: ${known}`}>
        {known !== '' && choice !== 'auto' && 'known: '}
        {known}
      </span>
    </div>
  );
}

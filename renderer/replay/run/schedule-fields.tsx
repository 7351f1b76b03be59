import { Checkbox, Select, TextInput } from '@mantine/core';
import { useStore } from 'zustand';
import type { PlanSummary } from '../../../shared/model/replay-plan.ts';
import { SCHEDULE_NAMES, type ScheduleName } from '../../../shared/model/replay-run.ts';
import { useEngine } from '../../ui/app-context.ts';
import { SCHEDULE_WORDS } from '../replay-words.ts';
import { useReplay } from '../replay-model.ts';
import { BATTERY, withSchedule } from './battery.ts';
import { FormField } from './form-field.tsx';
import { Part } from './part.tsx';
import styles from './run.module.css';

interface LineProps {
  readonly name: ScheduleName;
  readonly says: string;
  readonly previewed: boolean;
  readonly onPreview: (name: ScheduleName) => void;
  /** Absent: it is run whatever is chosen. */
  readonly checked?: boolean;
}

function ScheduleLine({ name, says, previewed, onPreview, checked }: LineProps) {
  const { setup, change } = useReplay();
  const schedules = useStore(setup, ({ form }) => form.schedules);
  const { title } = SCHEDULE_WORDS[name];
  return (
    <li className={styles.schedule} data-previewed={previewed || undefined}>
      {checked !== undefined && (
        <Checkbox
          size="xs"
          aria-label={`Run ${title}`}
          checked={checked}
          onChange={(event) => {
            change({ schedules: withSchedule(schedules, name, event.currentTarget.checked) });
            if (event.currentTarget.checked) onPreview(name);
          }}
        />
      )}
      <button
        type="button"
        className={styles.scheduleName}
        aria-pressed={previewed}
        data-tip="Show which instance gets which step"
        onClick={() => {
          onPreview(name);
        }}
      >
        {title}
      </button>
      <span className={styles.hint}>{says}</span>
    </li>
  );
}

/** Of failover: which instance goes down, and when. */
function Down() {
  const { setup, change } = useReplay();
  const { downId, beforeStep, instanceIds } = useStore(setup, ({ form }) => form);
  const nameOf = useEngine((state) => state.workspace?.instances);
  return (
    <div className={styles.fields}>
      <Select
        label="Goes down"
        className={styles.field}
        placeholder="as the schedule says"
        clearable
        data={instanceIds.map((id) => ({
          value: id,
          label: nameOf?.find((one) => one.id === id)?.name ?? id,
        }))}
        value={downId !== undefined && instanceIds.includes(downId) ? downId : null}
        onChange={(value) => {
          setup.setState(({ form }) => {
            const { downId: _, ...rest } = form;
            return { form: value === null ? rest : { ...rest, downId: value } };
          });
        }}
      />
      <TextInput
        label="Before step"
        className={styles.short}
        placeholder="half-way"
        inputMode="numeric"
        value={beforeStep}
        onChange={(event) => {
          change({ beforeStep: event.currentTarget.value });
        }}
      />
    </div>
  );
}

interface ScheduleFieldsProps {
  readonly plan: PlanSummary;
  readonly previewed: ScheduleName;
  readonly onPreview: (name: ScheduleName) => void;
}

/** The schedules that are run: all of them for a proof, else those that are chosen. */
export function ScheduleFields({ previewed, onPreview }: ScheduleFieldsProps) {
  const { setup } = useReplay();
  const { kind, schedules } = useStore(setup, ({ form }) => form);
  return (
    <Part title="Schedules">
      <ul className={styles.schedules} aria-label="Schedules">
        {kind === 'prove'
          ? BATTERY.map(({ name, says }) => (
              <ScheduleLine
                key={name}
                name={name}
                says={says}
                previewed={name === previewed}
                onPreview={onPreview}
              />
            ))
          : SCHEDULE_NAMES.map((name) => (
              <ScheduleLine
                key={name}
                name={name}
                says={SCHEDULE_WORDS[name].says}
                previewed={name === previewed}
                onPreview={onPreview}
                checked={schedules.includes(name)}
              />
            ))}
      </ul>
      {kind === 'replay' && schedules.includes('failover') && <Down />}
      <div className={styles.fields}>
        <FormField
          field="seed"
          label="Seed"
          tip="The same seed gives the same placements, so that what was seen can be seen again"
        />
        {kind === 'replay' && <FormField field="repeat" label="Each so often" />}
      </div>
    </Part>
  );
}

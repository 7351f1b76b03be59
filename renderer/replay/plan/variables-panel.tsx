import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { PlanSummary, VariableHint } from '../../../shared/model/replay-plan.ts';
import { formatCounted } from '../../ui/format.ts';
import { useReplay } from '../replay-model.ts';
import shared from '../replay.module.css';
import styles from './panels.module.css';
import { numberWords } from './plan-words.ts';

const HINT_WORDS: Readonly<Record<VariableHint['kind'], string>> = {
  host: 'host',
  date: 'date',
  token: 'secret or token',
};

interface VariableProps {
  readonly recorded: string;
  readonly value: string | undefined;
  readonly hint: VariableHint | undefined;
}

function Variable({ recorded, value, hint }: VariableProps) {
  const { plan } = useReplay();
  const [text, setText] = useState(value ?? '');
  const isKept = value !== undefined && text === value;
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <code className={styles.value} data-tip={recorded}>
          {recorded}
        </code>
        {hint && <span className={styles.kind}>{HINT_WORDS[hint.kind]}</span>}
      </div>
      {hint && (
        <p className={styles.says}>
          In {formatCounted(hint.count, 'step')}: {numberWords(hint.steps, 6)}
        </p>
      )}
      <form
        className={styles.pin}
        aria-label={`Replace ${recorded}`}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isKept) plan.setVariable(recorded, text);
        }}
      >
        <TextInput
          className={styles.pinField}
          aria-label={`Sent instead of ${recorded}`}
          placeholder="sent as recorded"
          value={text}
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="compact-sm" disabled={isKept || (value === undefined && text === '')}>
          Replace
        </Button>
        {value !== undefined && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              setText('');
              plan.setVariable(recorded, undefined);
            }}
          >
            As recorded
          </Button>
        )}
      </form>
    </li>
  );
}

function AddVariable() {
  const { plan } = useReplay();
  const [recorded, setRecorded] = useState('');
  const [value, setValue] = useState('');
  return (
    <form
      className={styles.add}
      aria-label="Replace another text"
      onSubmit={(event) => {
        event.preventDefault();
        if (recorded === '') return;
        plan.setVariable(recorded, value);
        setRecorded('');
        setValue('');
      }}
    >
      <div className={styles.addFields}>
        <TextInput
          label="Text of the recording"
          value={recorded}
          spellCheck={false}
          onChange={(event) => {
            setRecorded(event.currentTarget.value);
          }}
        />
        <TextInput
          label="Sent instead"
          placeholder="${NAME} of the environment, or a text"
          value={value}
          spellCheck={false}
          onChange={(event) => {
            setValue(event.currentTarget.value);
          }}
        />
      </div>
      <div className={styles.uses}>
        <Button type="submit" disabled={recorded === ''}>
          Replace
        </Button>
      </div>
    </form>
  );
}

/** Texts that are another one by now, such as hosts, dates and tokens. */
export function VariablesPanel({ plan }: { readonly plan: PlanSummary }) {
  const { plan: store } = useReplay();
  const variables = useStore(store, ({ wish }) => wish?.variables) ?? [];
  const hinted = new Set(plan.variables.map(({ recorded }) => recorded));
  const own = variables.filter(({ recorded }) => !hinted.has(recorded));
  return (
    <>
      <p className={styles.lead}>
        What stands in recorded requests and may be another one by now.{' '}
        <code className={shared.wire}>{'${NAME}'}</code> is taken from the environment of Hopscope when it is
        sent, so that no secret stands here.
      </p>
      <ul className={styles.items} aria-label="Variables">
        {own.map(({ recorded, value }) => (
          <Variable key={recorded} recorded={recorded} value={value} hint={undefined} />
        ))}
        {plan.variables.map((hint) => (
          <Variable
            key={hint.recorded}
            recorded={hint.recorded}
            value={variables.find(({ recorded }) => recorded === hint.recorded)?.value}
            hint={hint}
          />
        ))}
      </ul>
      {plan.variables.length === 0 && own.length === 0 && (
        <p className={styles.lead}>Nothing looks like a host, a date or a token.</p>
      )}
      <AddVariable />
    </>
  );
}

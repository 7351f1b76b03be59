import { NativeSelect, Textarea } from '@mantine/core';
import { useId } from 'react';
import type { StateChoice } from '../../../shared/model/input.ts';
import { CopyButton } from '../copy-button.tsx';
import { formatCounted } from '../format.ts';
import styles from './answer-panel.module.css';
import type { EarlierState } from './earlier-states.ts';
import { PlainSentence } from './plain-sentence.tsx';

/** What is chosen: `changed` carries its text, `earlier` the place among the earlier states. */
export type ChosenState =
  | { readonly kind: 'exact' | 'drop' }
  | { readonly kind: 'changed'; readonly text: string }
  | { readonly kind: 'earlier'; readonly index: number };

/** What the engine is told. */
export function stateChoice(chosen: ChosenState, earlier: readonly EarlierState[]): StateChoice {
  switch (chosen.kind) {
    case 'exact':
    case 'drop':
      return { kind: chosen.kind };
    case 'changed':
      return { kind: 'other', value: chosen.text };
    case 'earlier': {
      const value = earlier[chosen.index]?.value;
      return value === undefined ? { kind: 'exact' } : { kind: 'other', value };
    }
  }
}

interface StateFieldProps {
  /** As it came; absent where none came. Only its length is ever looked at. */
  readonly state: string | undefined;
  readonly earlier: readonly EarlierState[];
  readonly chosen: ChosenState;
  readonly onChoose: (chosen: ChosenState) => void;
}

function chosenFrom(value: string, state: string | undefined): ChosenState {
  if (value === 'changed') return { kind: 'changed', text: state ?? '' };
  if (value.startsWith('earlier ')) return { kind: 'earlier', index: Number(value.slice(8)) };
  return { kind: value === 'drop' ? 'drop' : 'exact' };
}

/**
 * The requestState of the next round: the exact value unless a person wants another one on purpose.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#client-requirements-basic-workflow
 */
export function StateField({ state, earlier, chosen, onChoose }: StateFieldProps) {
  const id = useId();
  const options = [
    { value: 'exact', label: state === undefined ? 'none, as none came' : 'exactly as it came' },
    ...(state === undefined ? [] : [{ value: 'drop', label: 'leave it out' }]),
    { value: 'changed', label: state === undefined ? 'one of your own' : 'a changed one' },
    ...earlier.map(({ round, exchange, instanceName }, index) => ({
      value: `earlier ${index}`,
      label: `that of round ${round} (exchange ${exchange}, ${instanceName})`,
    })),
  ];
  return (
    <div
      className={styles.state}
      role="group"
      aria-label="requestState"
      data-wide={chosen.kind !== 'exact' || undefined}
    >
      <div className={styles.line}>
        <label htmlFor={id} className={styles.method}>
          requestState
        </label>
        <span className={styles.muted}>
          {state === undefined ? 'none came' : `opaque, ${formatCounted(state.length, 'character')}`}
        </span>
        {state !== undefined && <CopyButton text={state} what="requestState" />}
        <NativeSelect
          id={id}
          size="xs"
          aria-label="requestState to send"
          value={chosen.kind === 'earlier' ? `earlier ${chosen.index}` : chosen.kind}
          data={options}
          onChange={(event) => {
            onChoose(chosenFrom(event.currentTarget.value, state));
          }}
        />
      </div>
      {chosen.kind === 'changed' && (
        <Textarea
          aria-label="Changed requestState"
          size="xs"
          autosize
          minRows={1}
          maxRows={6}
          value={chosen.text}
          spellCheck={false}
          classNames={{ input: styles.mono }}
          onChange={(event) => {
            onChoose({ kind: 'changed', text: event.currentTarget.value });
          }}
        />
      )}
      {chosen.kind !== 'exact' && (
        <PlainSentence meaning="warning">
          This departs from the protocol on purpose; the round is marked as tampered with.
        </PlainSentence>
      )}
    </div>
  );
}

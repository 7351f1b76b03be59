import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { FlowPlace, ValueFlow } from '../../../shared/model/replay-plan.ts';
import { formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { CONFIDENCE_WORDS, FLOW_KIND_WORDS } from '../replay-words.ts';
import { useReplay } from '../replay-model.ts';
import shared from '../replay.module.css';
import { decisionOn, readPin } from './plan-words.ts';
import styles from './panels.module.css';

/** Consumers that are shown before one asks for all. */
const AT_ONCE = 3;

function PlaceLine({ place, way }: { readonly place: FlowPlace; readonly way: 'from' | 'to' }) {
  const { lookAt } = useReplay();
  return (
    <li className={styles.place}>
      <span className={shared.muted}>{way}</span>
      <button
        type="button"
        className={shared.link}
        aria-label={`Look at step ${String(place.number)}`}
        onClick={() => {
          lookAt(place.number);
        }}
      >
        #{place.number}
      </button>
      <code className={styles.pointer} data-tip={place.pointer}>
        {place.pointer}
      </code>
      {place.within !== undefined && <span className={shared.muted}>part of it</span>}
      {place.key === true && <span className={shared.muted}>as a name</span>}
    </li>
  );
}

function Pin({ flow, onDone }: { readonly flow: ValueFlow; readonly onDone: () => void }) {
  const { plan } = useReplay();
  const [text, setText] = useState(String(flow.pinnedTo ?? flow.value));
  const value = readPin(flow, text);
  return (
    <form
      className={styles.pin}
      aria-label="Pin the value"
      onSubmit={(event) => {
        event.preventDefault();
        if (value === undefined) return;
        plan.decide({ op: 'pin', id: flow.id, value });
        onDone();
      }}
    >
      <TextInput
        autoFocus
        className={styles.pinField}
        aria-label="Value that is always sent"
        value={text}
        error={value === undefined && 'It was a number.'}
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <Button type="submit" size="compact-sm" disabled={value === undefined}>
        Pin
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={onDone}>
        Cancel
      </Button>
    </form>
  );
}

function Uses({ flow }: { readonly flow: ValueFlow }) {
  const { plan } = useReplay();
  const [pinning, setPinning] = useState(false);
  const decision = useStore(plan, ({ wish }) => decisionOn(flow, wish?.flows ?? []));
  if (pinning) {
    return (
      <Pin
        flow={flow}
        onDone={() => {
          setPinning(false);
        }}
      />
    );
  }
  return (
    <div className={styles.uses}>
      {flow.use === 'forbidden' && <span>Sent as recorded.</span>}
      {flow.use === 'forbidden' && !decision && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            plan.decide({ op: 'use', id: flow.id });
          }}
        >
          Use the live value
        </Button>
      )}
      {flow.use === 'pinned' && (
        <span>
          Always sent as <code className={shared.wire}>{String(flow.pinnedTo)}</code>.
        </span>
      )}
      {decision ? (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            plan.undecide(decision);
          }}
        >
          {decision.op === 'add' ? 'Added by you: take it away' : 'Decided by you: take it back'}
        </Button>
      ) : (
        <>
          <Button
            size="compact-xs"
            variant="subtle"
            hidden={flow.use === 'forbidden'}
            data-tip="It is no value that flows: send it as it was recorded"
            onClick={() => {
              plan.decide({ op: 'forbid', id: flow.id });
            }}
          >
            Forbid
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            data-tip="Always send the same value instead"
            onClick={() => {
              setPinning(true);
            }}
          >
            Pin…
          </Button>
        </>
      )}
    </div>
  );
}

/** One value that flows: what it is, from where to where, how sure that is, and what a person can say to it. */
export function FlowItem({ flow }: { readonly flow: ValueFlow }) {
  const [all, setAll] = useState(false);
  const { title, meaning, says } = CONFIDENCE_WORDS[flow.confidence];
  const shown = all ? flow.consumers : flow.consumers.slice(0, AT_ONCE);
  const rest = flow.consumers.length - shown.length;
  return (
    <li className={styles.item} data-held={flow.use === 'forbidden' || undefined}>
      <div className={styles.itemHead}>
        <span data-tip={says} className={shared.inline}>
          <MeaningMark meaning={meaning} label={`${title}: ${says}`} />
        </span>
        <code className={styles.value} data-tip={String(flow.value)}>
          {String(flow.value)}
        </code>
        <span className={styles.kind}>{FLOW_KIND_WORDS[flow.kind]}</span>
      </div>
      <ul className={styles.places}>
        <PlaceLine place={flow.producer} way="from" />
        {shown.map((place) => (
          <PlaceLine key={`${String(place.number)} ${place.pointer}`} place={place} way="to" />
        ))}
      </ul>
      {rest > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            setAll(true);
          }}
        >
          and {formatCounted(rest, 'more place')}
        </Button>
      )}
      <p className={styles.says}>
        {title}: {flow.why}
      </p>
      <Uses flow={flow} />
    </li>
  );
}

import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { PlanSummary, ValueFlow } from '../../../shared/model/replay-plan.ts';
import { useApp } from '../../ui/app-context.ts';
import { formatCount } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { useReplay } from '../replay-model.ts';
import { usePages } from '../../ui/use-pages.ts';
import { FlowItem } from './flow-item.tsx';
import styles from './panels.module.css';
import { readPlace } from './plan-words.ts';

const AT_ONCE = 50;

/** Flows of a plan, or of one of its steps, page by page. */
export function useFlows(planId: string, step?: number) {
  const { bridge } = useApp();
  const ask = useCallback(
    async (from: number, limit: number) => {
      const page = await bridge.invoke('replay.planFlows', {
        ...{ planId, from, limit },
        ...(step !== undefined && { step }),
      });
      if (!page.ok) return page;
      return { ok: true as const, value: { items: page.value.flows, total: page.value.total } };
    },
    [bridge, planId, step],
  );
  return usePages<ValueFlow>(ask);
}

interface Field {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function PlaceField({ label, placeholder, value, onChange }: Field) {
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={value}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

/** A flow that was not found: from a place of an answer to a place of a request. */
function AddFlow({ onDone }: { readonly onDone: () => void }) {
  const { plan } = useReplay();
  const [fields, setFields] = useState({ from: '', fromPointer: '', to: '', toPointer: '' });
  const [problem, setProblem] = useState<string>();
  const set = (part: Partial<typeof fields>): void => {
    setFields({ ...fields, ...part });
    setProblem(undefined);
  };
  const add = (): void => {
    const producer = readPlace(fields.from, fields.fromPointer, 'answer');
    const consumer = readPlace(fields.to, fields.toPointer, 'request');
    if (!producer.ok) setProblem(`Where it comes from: ${producer.problem}`);
    else if (!consumer.ok) setProblem(`Where it goes: ${consumer.problem}`);
    else if (consumer.place.number <= producer.place.number) {
      setProblem('The step that carries it has to come after the one that gives it.');
    } else {
      plan.decide({ op: 'add', producer: producer.place, consumer: consumer.place });
      onDone();
    }
  };
  return (
    <form
      className={styles.add}
      aria-label="Add a value that flows"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div className={styles.addFields}>
        <PlaceField
          label="From step"
          placeholder="3"
          value={fields.from}
          onChange={(from) => {
            set({ from });
          }}
        />
        <PlaceField
          label="Pointer into its answer"
          placeholder="/result/structuredContent/id"
          value={fields.fromPointer}
          onChange={(fromPointer) => {
            set({ fromPointer });
          }}
        />
        <PlaceField
          label="Into step"
          placeholder="5"
          value={fields.to}
          onChange={(to) => {
            set({ to });
          }}
        />
        <PlaceField
          label="Pointer into its request"
          placeholder="/params/arguments/id"
          value={fields.toPointer}
          onChange={(toPointer) => {
            set({ toPointer });
          }}
        />
      </div>
      {problem !== undefined && (
        <p className={styles.addProblem} role="alert">
          <MeaningMark meaning="fault" /> {problem}
        </p>
      )}
      <div className={styles.uses}>
        <Button type="submit">Add</Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** The flows that are here of a list, or why there are none. */
export function FlowList({
  flows,
  label,
}: {
  readonly flows: ReturnType<typeof useFlows>;
  readonly label: string;
}) {
  const [shown, setShown] = useState(AT_ONCE);
  const { total, at, want, problem } = flows;
  if (problem !== undefined) {
    return (
      <p className={styles.addProblem} role="alert">
        <MeaningMark meaning="fault" /> The values could not be read: {problem}
      </p>
    );
  }
  if (total === undefined) return null;
  if (total === 0) return <p className={styles.lead}>No request carries what an earlier answer gave out.</p>;
  const items = Array.from({ length: Math.min(shown, total) }, (_, index) => at(index)).filter(
    (flow) => flow !== undefined,
  );
  return (
    <>
      <ul className={styles.items} aria-label={label}>
        {items.map((flow) => (
          <FlowItem key={flow.id} flow={flow} />
        ))}
      </ul>
      {shown < total && (
        <p className={styles.more}>
          <Button
            onClick={() => {
              want(shown, shown + AT_ONCE);
              setShown(shown + AT_ONCE);
            }}
          >
            Show more of {formatCount(total)}
          </Button>
        </p>
      )}
    </>
  );
}

/** The values that answers gave out and later requests carried: rewritten to the live ones, unless a person says otherwise. */
export function FlowsPanel({ plan }: { readonly plan: PlanSummary }) {
  const flows = useFlows(plan.id);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <p className={styles.lead}>
        Each of these was given out by an answer and carried by later requests. When the session is sent
        again, the live value takes its place.
      </p>
      {adding ? (
        <AddFlow
          onDone={() => {
            setAdding(false);
          }}
        />
      ) : (
        <p className={styles.more}>
          <Button
            size="compact-sm"
            leftSection={<IconPlus size={12} />}
            onClick={() => {
              setAdding(true);
            }}
          >
            Add one by hand
          </Button>
        </p>
      )}
      <FlowList flows={flows} label="Values that flow" />
    </>
  );
}

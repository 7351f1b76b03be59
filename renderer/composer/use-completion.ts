import { useEffect, useRef, useState } from 'react';
import type { Completion, CompletionTarget } from '../../shared/model/completion.ts';
import { useApp } from '../ui/app-context.ts';

/** Typing settles before the server is asked. */
const PAUSE_MS = 200;

/** What is asked now; one field at a time. */
export interface CompletionWish {
  readonly name: string;
  readonly value: string;
  readonly context: Readonly<Record<string, string>>;
}

export interface CompletionState {
  /** The field that the answer is for. */
  readonly name: string | undefined;
  readonly completion: Completion | undefined;
  /** A sentence: why nothing could be asked. */
  readonly problem: string | undefined;
  readonly asking: boolean;
  /** Asks soon; a later wish takes the place of an earlier one. Undefined: no field is being filled in. */
  readonly ask: (wish: CompletionWish | undefined) => void;
}

const NOTHING = { name: undefined, completion: undefined, problem: undefined, asking: false } as const;

/** Asks one instance for proposals while a field is filled in. Answers to older questions are dropped. */
export function useCompletion(instanceId: string | undefined, ref: CompletionTarget): CompletionState {
  const { bridge } = useApp();
  const [state, setState] = useState<Omit<CompletionState, 'ask'>>(NOTHING);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      asked.current += 1;
    },
    [],
  );
  const ask = (wish: CompletionWish | undefined): void => {
    clearTimeout(timer.current);
    asked.current += 1;
    const own = asked.current;
    if (!wish || instanceId === undefined) {
      setState(NOTHING);
      return;
    }
    const { name, value, context } = wish;
    setState((before) => ({ ...(before.name === name ? before : NOTHING), name, asking: true }));
    timer.current = setTimeout(() => {
      const input = { instanceId, ref, argument: { name, value }, context };
      void bridge.invoke('completion.get', input).then((answer) => {
        if (own !== asked.current) return;
        const completion = answer.ok ? answer.value : undefined;
        const problem = answer.ok ? answer.value.problem : answer.error.message;
        setState({ name, completion, problem, asking: false });
      });
    }, PAUSE_MS);
  };
  return { ...state, ask };
}

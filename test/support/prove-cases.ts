import type { Cause, Verdict } from '../../shared/model/replay-verdict.ts';
import type { SessionOptions } from './recorded-session.ts';

/** Bugs of the demo fleet, and what a proof is to say of it. */
export interface ProveCase {
  /** None: the healthy fleet. */
  readonly bugs: readonly string[];
  readonly session: SessionOptions;
  readonly verdict: Verdict['verdict'];
  readonly cause?: Cause;
  /** Method and tool of the step that shows it, and of the one whose place causes it. */
  readonly shows?: RegExp;
  readonly causes?: RegExp;
}

const TASKS: SessionOptions = { parts: ['lists', 'tasks'], atOnce: true };
const CALLS: SessionOptions = { parts: ['lists', 'cursors', 'baskets', 'rounds', 'headers', 'mistakes'] };

/** The healthy fleet with all parts of the session, and each bug with the parts that can show it and others. */
export const PROVE_CASES: readonly ProveCase[] = [
  { bugs: [], session: { atOnce: true }, verdict: 'stateless' },
  {
    bugs: ['memory-basket'],
    session: { parts: ['lists', 'baskets', 'rounds'] },
    verdict: 'not-stateless',
    cause: 'memory-only-handle',
    shows: /^tools\/call basket_(add|get)$/,
    causes: /^tools\/call basket_create$/,
  },
  {
    bugs: ['own-key'],
    session: { parts: ['lists', 'baskets', 'rounds'] },
    verdict: 'not-stateless',
    cause: 'unshared-key',
    shows: /^tools\/call deploy$/,
    causes: /^tools\/call deploy$/,
  },
  {
    bugs: ['lost-task'],
    session: TASKS,
    verdict: 'not-stateless',
    cause: 'lost-task',
    shows: /^tasks\/(get|update) /,
    causes: /^tools\/call (render_report|approve_work|failing_work)$/,
  },
  {
    bugs: ['early-handle'],
    session: TASKS,
    verdict: 'not-stateless',
    cause: 'early-handle',
    shows: /^tasks\/(get|update) /,
    causes: /^tools\/call (render_report|approve_work|failing_work)$/,
  },
  {
    bugs: ['shuffled-tools'],
    session: CALLS,
    verdict: 'not-deterministic',
    cause: 'list-order',
    shows: /^tools\/list $/,
  },
  { bugs: ['ignores-headers'], session: CALLS, verdict: 'stateless' },
  { bugs: ['missing-result-type'], session: CALLS, verdict: 'stateless' },
  { bugs: ['eager-task'], session: TASKS, verdict: 'stateless' },
  { bugs: ['stuck-task'], session: { ...TASKS, patience: 4 }, verdict: 'stateless' },
  { bugs: ['flapping-task'], session: TASKS, verdict: 'stateless' },
];

/** The same, those that act alike on every instance together: it takes less time. */
export const FEWER_CASES: readonly ProveCase[] = [
  ...PROVE_CASES.filter(({ bugs, verdict }) => bugs.length === 0 || verdict !== 'stateless'),
  { bugs: ['ignores-headers', 'missing-result-type'], session: CALLS, verdict: 'stateless' },
  { bugs: ['eager-task', 'flapping-task'], session: TASKS, verdict: 'stateless' },
  { bugs: ['stuck-task'], session: { ...TASKS, patience: 4 }, verdict: 'stateless' },
];

/** What is wrong with a verdict: sentences, none where all is as it ought to be. */
export function faultsOf(expected: ProveCase, verdict: Verdict): readonly string[] {
  const faults: string[] = [];
  if (verdict.verdict !== expected.verdict)
    faults.push(`${verdict.verdict}: ${verdict.says} ${verdict.notes.join(' ')}`);
  const causes = verdict.witnesses.map(({ cause }) => cause);
  const wanted = expected.cause ? [expected.cause] : [];
  if (causes.join() !== wanted.join()) faults.push(`causes: ${causes.join()}, not ${wanted.join()}`);
  for (const { steps, causeSays } of verdict.witnesses) {
    const own = steps.filter(({ role }) => role !== 'needed');
    if (own.length > 2) faults.push(`a witness of ${String(own.length)} steps`);
    for (const [role, pattern] of [
      ['shows', expected.shows],
      ['causes', expected.causes],
    ] as const) {
      const step = steps.find((each) => each.role === role);
      const words = step ? `${step.method} ${step.name}` : '';
      if (pattern && !pattern.test(words)) faults.push(`"${words}" ${role} it: ${causeSays}`);
    }
  }
  return faults;
}

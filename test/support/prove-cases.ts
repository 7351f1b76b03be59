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
  /** The rules that must have found something on the server's side, and no other. Not looked at where absent. */
  readonly finds?: readonly string[];
}

const TASKS: SessionOptions = { parts: ['lists', 'tasks'], atOnce: true };
const CALLS: SessionOptions = {
  parts: ['lists', 'cursors', 'baskets', 'rounds', 'headers', 'mistakes', 'lies'],
};
const EAGER: SessionOptions = { parts: ['lists', 'tasks', 'undeclared'], atOnce: true };
/** Longer than its time to live, and than the second that it has to be marked in. */
const STUCK: SessionOptions = {
  parts: ['lists', 'tasks', 'lingering'],
  linger: { ms: 2_200, ttlMs: 1_000 },
  ...{ atOnce: true, patience: 4 },
};
const FLAPPING: SessionOptions = { parts: ['lists', 'tasks', 'lingering'], atOnce: true };

/** The healthy fleet with all parts of the session, and each bug with the parts that can show it and others. */
export const PROVE_CASES: readonly ProveCase[] = [
  { bugs: [], session: { atOnce: true }, verdict: 'stateless', finds: [] },
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
  {
    bugs: ['ignores-headers'],
    session: CALLS,
    verdict: 'stateless',
    finds: ['header.mismatch-accepted'],
  },
  {
    bugs: ['missing-result-type'],
    session: CALLS,
    verdict: 'stateless',
    finds: ['result.result-type-missing'],
  },
  { bugs: ['eager-task'], session: EAGER, verdict: 'stateless', finds: ['task.undeclared'] },
  { bugs: ['stuck-task'], session: STUCK, verdict: 'stateless', finds: ['task.past-ttl'] },
  { bugs: ['flapping-task'], session: FLAPPING, verdict: 'stateless', finds: ['task.terminal-left'] },
];

/** The same, those that act alike on every instance together: it takes less time. */
export const FEWER_CASES: readonly ProveCase[] = [
  ...PROVE_CASES.filter(({ bugs, verdict }) => bugs.length === 0 || verdict !== 'stateless'),
  {
    bugs: ['ignores-headers', 'missing-result-type'],
    session: CALLS,
    verdict: 'stateless',
    finds: ['header.mismatch-accepted', 'result.result-type-missing'],
  },
  {
    bugs: ['eager-task', 'flapping-task'],
    session: { ...FLAPPING, parts: ['lists', 'tasks', 'undeclared', 'lingering'] },
    verdict: 'stateless',
    finds: ['task.terminal-left', 'task.undeclared'],
  },
  { bugs: ['stuck-task'], session: STUCK, verdict: 'stateless', finds: ['task.past-ttl'] },
];

/** What is wrong with a verdict: sentences, none where all is as it ought to be. */
export function faultsOf(expected: ProveCase, verdict: Verdict): readonly string[] {
  const faults: string[] = [];
  if (verdict.verdict !== expected.verdict)
    faults.push(`${verdict.verdict}: ${verdict.says} ${verdict.notes.join(' ')}`);
  const { findings } = verdict;
  const broken = findings?.flatMap(({ rule, side }) => (side === 'server' ? [rule] : [])).sort();
  if (expected.finds && broken?.join() !== expected.finds.join())
    faults.push(`finds ${broken?.join() ?? 'nothing, as nobody looked'}, not ${expected.finds.join()}`);
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

import type { Difference } from './difference.ts';
import type { ExchangeRef } from './exchange-ref.ts';
import type { Severity, Side } from './finding.ts';
import type { JsonValue } from './json.ts';
import type { ErasOutcome } from './replay-eras.ts';
import type { StepKind } from './replay-plan.ts';
import type { NoiseEntry, ReplayWish, RunSummary, StepState } from './replay-run.ts';

/**
 * What repeated answers to one step show at one pointer:
 * `stable`: always alike. `noise`: varies on one and the same instance under the same circumstances. `sticky`: constant on
 * each instance, or wherever its producer was, and different between them. `order-dependent`: changes with what came before.
 * `changed`: alike everywhere, unlike the recording. `unclear`: too few answers to say.
 */
export const DIFFERENCE_CLASSES = [
  'sticky',
  'noise',
  'order-dependent',
  'changed',
  'unclear',
  'stable',
] as const;
export type DifferenceClass = (typeof DIFFERENCE_CLASSES)[number];

/** One value that was seen, and where: all runs and instances on which it stood there. */
export interface SeenValue {
  /** Absent: there was nothing at the pointer. Long ones are cut. */
  readonly value?: JsonValue;
  readonly seenAt: readonly { readonly run: number; readonly instanceId: string }[];
  /** It is the recording's; told also where no answer says it any more. */
  readonly recorded?: true;
}

/** What was seen of one step at one pointer, and what follows. */
export interface PointerClass {
  readonly pointer: string;
  readonly class: DifferenceClass;
  /** Why: a sentence that names runs and instances. */
  readonly because: string;
  readonly values: readonly SeenValue[];
  /** It is the order of the list that stands there: values are the names of its members. */
  readonly order?: true;
  /** Known from the noise file. */
  readonly known?: true;
  /** Of noise: what ought never to vary does, such as the order of a list, or whether there is an error. */
  readonly violates?: true;
}

/** One step on one instance, all runs but trials together: a cell of the matrix. */
export interface MatrixCell {
  readonly instanceId: string;
  readonly answered: number;
  /** How often it was not answered, by state. */
  readonly states: Readonly<Partial<Record<StepState, number>>>;
  /** Answers that differ from what was expected, noise aside. */
  readonly different: number;
  /** Its last exchange there. */
  readonly last?: ExchangeRef;
}

/** One step over all instances: a row of the matrix. */
export interface MatrixRow {
  readonly number: number;
  readonly method: string;
  readonly name: string;
  readonly kind: StepKind;
  /** The worst of its pointers; `unclear` where nobody answered. Noise counts least, but where it `violates`. */
  readonly class: DifferenceClass;
  /** Of `noise`: what ought never to vary does. */
  readonly violates?: true;
  readonly held?: true;
  readonly cells: readonly MatrixCell[];
  readonly pointers: number;
}

/** All about one step. */
export interface StepReport extends MatrixRow {
  readonly recorded: ExchangeRef;
  readonly classes: readonly PointerClass[];
  readonly answers: readonly {
    readonly run: number;
    readonly instanceId: string;
    readonly state: StepState;
    readonly ref?: ExchangeRef;
    readonly why?: string;
    /** Against the recording, values that flow put back, noise left out. */
    readonly differences: readonly Difference[];
  }[];
}

/** What makes a witness likely. */
export const CAUSES = [
  'memory-only-handle',
  'unshared-key',
  'local-cache',
  'id-counter',
  'first-request-setting',
  'list-order',
  'lost-task',
  'early-handle',
  'session-affinity',
  'clock-or-locale',
  'configuration-drift',
  'unknown',
] as const;
export type Cause = (typeof CAUSES)[number];

/** One request of a witness. */
export interface WitnessStep {
  readonly number: number;
  readonly method: string;
  readonly name: string;
  readonly instanceId: string;
  /** `shows` is where the difference is seen; `needed` makes it possible at all (mints its values); `causes` makes it fail. */
  readonly role: 'needed' | 'causes' | 'shows';
}

/** The smallest set of requests and placements that shows a violation, each trial a real run. */
export interface Witness {
  /** The step that shows it, and where. */
  readonly number: number;
  readonly instanceId: string;
  readonly pointer: string;
  /** "#12 basket_get fails on beta only if #7 basket_create went to alpha". */
  readonly says: string;
  /** In the order in which they are sent. */
  readonly steps: readonly WitnessStep[];
  /** The same step where it goes well: the same requests, placed otherwise. */
  readonly otherwise: readonly WitnessStep[];
  readonly failing: { readonly ref: ExchangeRef; readonly value?: JsonValue };
  readonly passing: { readonly ref: ExchangeRef; readonly value?: JsonValue };
  readonly cause: Cause;
  /** What speaks for it, and how to mend it: two or three sentences. */
  readonly causeSays: string;
  /** Runs that the shrinking took. */
  readonly trials: number;
  /** Steps that show the same, by number. */
  readonly alike: readonly number[];
}

/** What a rule has found in the answers (or requests) of a replay's runs, trials aside. */
export interface ReplayFinding {
  readonly rule: string;
  /** Of the rule: a few words. */
  readonly title: string;
  /** The worst among them. */
  readonly severity: Severity;
  /** `client`: the recording's own client wrote it so, and it was sent again as it was. */
  readonly side: Side;
  readonly count: number;
  readonly exchanges: number;
  /** Findings by instance id. */
  readonly instances: Readonly<Record<string, number>>;
  /** Numbers of the steps, ascending: the first fifty. */
  readonly steps: readonly number[];
  readonly stepCount: number;
  /** One of them, on the first instance that has any. */
  readonly example: {
    readonly ref: ExchangeRef;
    readonly number: number;
    readonly instanceId: string;
    readonly message: string;
    readonly pointer?: string;
    readonly link?: string;
  };
}

export const VERDICTS = ['stateless', 'not-stateless', 'not-deterministic', 'incomplete'] as const;

/** The answer to it all. A violation that was proved weighs more than what could not be sent. */
export interface Verdict {
  readonly verdict: (typeof VERDICTS)[number];
  /** One sentence, in large type. */
  readonly says: string;
  /** What else should be known: held steps, what was changed, schedules that could not be made. */
  readonly notes: readonly string[];
  readonly witnesses: readonly Witness[];
  /** Steps by their class. */
  readonly classes: Readonly<Record<DifferenceClass, number>>;
  /** Steps that differed by instance in a run, and in no trial again, by number: they hang on what came before. */
  readonly refuted?: readonly number[];
  /**
   * What the rules have found, muted rules aside: the server's side first, the worst first. It is no part of the verdict, for what
   * every instance does wrong alike is no matter of state. Absent where nothing was judged.
   */
  readonly findings?: readonly ReplayFinding[];
}

/** A replay or a proof: how far it is and what it has come to. */
export interface ReplayState {
  readonly id: string;
  readonly wish: ReplayWish;
  /** `incomplete`: ended, but not all that was planned was sent. */
  readonly state: 'running' | 'done' | 'incomplete' | 'cancelled' | 'failed';
  readonly recording: { readonly captureId: string; readonly name: string; readonly path: string };
  readonly instances: readonly { readonly id: string; readonly name: string }[];
  readonly steps: number;
  readonly held: number;
  readonly runs: readonly RunSummary[];
  /** What is going on, in a few words. */
  readonly doing: string;
  /** Requests that are over, of those that are planned so far. */
  readonly done: number;
  readonly planned: number;
  /** Where its exchanges are. Absent until one was sent. */
  readonly recorded?: {
    readonly captureId: string;
    readonly first: number;
    readonly last: number;
    /** The file that it is in; absent where it is in memory only. */
    readonly path?: string;
  };
  readonly verdict?: Verdict;
  /** Of `eras`, which has no verdict. */
  readonly eras?: ErasOutcome;
  /** Noise that was learnt in this replay, to be kept in a file; and known entries that did not vary. */
  readonly learned?: {
    readonly entries: readonly NoiseEntry[];
    readonly quiet: readonly NoiseEntry[];
  };
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Of `failed` and `incomplete`: a sentence. */
  readonly problem?: string;
}

/** One step of two replays of the same recording. */
export interface ComparedStep {
  readonly number: number;
  readonly method: string;
  readonly name: string;
  /** Absent: that replay has no answer to it. */
  readonly left?: DifferenceClass;
  readonly right?: DifferenceClass;
  /** Where the two say something else, noise of either aside. Values are the ones that were seen most. */
  readonly differences: readonly Difference[];
}

/** Two replays held against each other. */
export interface ReplayComparison {
  /** Steps that both have answers to and that differ, or that only one has; in their order. */
  readonly rows: readonly ComparedStep[];
  readonly total: number;
  /** Steps that are alike in both. */
  readonly same: number;
}

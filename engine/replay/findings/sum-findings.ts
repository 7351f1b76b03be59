import { SEVERITIES, type Severity, type Side } from '../../../shared/model/finding.ts';
import type { ReplayFinding } from '../../../shared/model/replay-verdict.ts';
import type { FoundWithin } from '../../capture/judging/judge-messages.ts';
import type { SentFor } from './sent-exchanges.ts';

/** Steps that are named; all are counted. */
const MOST_STEPS = 50;
/** Whoever can mend it comes first: this is about servers. */
const ORDER: readonly Side[] = ['server', 'none', 'client'];

/** What a rule has found, but for the words of an example. */
export interface FindingSum extends Omit<ReplayFinding, 'title' | 'example'> {
  readonly exampleAt: SentFor & { readonly captureId: string; readonly number: number };
}

export interface SumOptions {
  /** The first one is the baseline. */
  readonly instanceIds: readonly string[];
  readonly isMuted: (rule: string, instanceId: string) => boolean;
  /** Whether the recorded request breaks this rule as well: what only the replay does is nobody's fault. */
  readonly isRecorded: (rule: string, step: number) => boolean;
}

interface Sum {
  readonly rule: string;
  readonly side: Side;
  severity: Severity;
  count: number;
  /** By capture. */
  readonly exchanges: Map<string, Set<number>>;
  readonly instances: Map<string, number>;
  readonly steps: Set<number>;
  exampleAt: FindingSum['exampleAt'];
}

/** Sums what was found in a replay's own exchanges by rule and side. Pure. */
export class FindingSums {
  readonly #sums = new Map<string, Sum>();
  readonly #options: SumOptions;
  #muted = 0;

  constructor(options: SumOptions) {
    this.#options = options;
  }

  /** How many findings are muted. */
  get muted(): number {
    return this.#muted;
  }

  /** What was found in a part of a capture; what the replay did not send is passed over. */
  add(captureId: string, found: readonly FoundWithin[], sent: ReadonlyMap<number, SentFor>): void {
    for (const { rule, side, severity, numbers } of found) {
      for (const number of numbers) {
        const by = sent.get(number);
        if (!by) continue;
        if (side === 'client' && !this.#options.isRecorded(rule, by.step)) continue;
        if (this.#options.isMuted(rule, by.instanceId)) this.#muted += 1;
        else this.#count({ rule, side, severity }, { ...by, captureId, number });
      }
    }
  }

  /** The server's side first, the worst first, then the most. */
  list(): readonly FindingSum[] {
    return [...this.#sums.values()]
      .sort(
        (one, other) =>
          ORDER.indexOf(one.side) - ORDER.indexOf(other.side) ||
          SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
          other.count - one.count ||
          (one.rule < other.rule ? -1 : 1),
      )
      .map(({ rule, side, severity, count, exchanges, instances, steps, exampleAt }) => ({
        ...{ rule, side, severity, count, exampleAt },
        exchanges: [...exchanges.values()].reduce((total, { size }) => total + size, 0),
        instances: Object.fromEntries(
          this.#options.instanceIds.flatMap((id) => {
            const own = instances.get(id);
            return own === undefined ? [] : [[id, own] as const];
          }),
        ),
        steps: [...steps].sort((one, other) => one - other).slice(0, MOST_STEPS),
        stepCount: steps.size,
      }));
  }

  #count(
    { rule, side, severity }: Pick<FoundWithin, 'rule' | 'side' | 'severity'>,
    at: FindingSum['exampleAt'],
  ): void {
    const key = `${rule} ${side}`;
    let sum = this.#sums.get(key);
    if (!sum) {
      sum = {
        ...{ rule, side, severity, count: 0, exampleAt: at },
        exchanges: new Map(),
        instances: new Map(),
        steps: new Set(),
      };
      this.#sums.set(key, sum);
    }
    if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(sum.severity)) sum.severity = severity;
    sum.count += 1;
    const exchanges = sum.exchanges.get(at.captureId) ?? new Set();
    sum.exchanges.set(at.captureId, exchanges.add(at.number));
    sum.instances.set(at.instanceId, (sum.instances.get(at.instanceId) ?? 0) + 1);
    sum.steps.add(at.step);
    if (this.#rank(at) < this.#rank(sum.exampleAt)) sum.exampleAt = at;
  }

  #rank({ instanceId }: SentFor): number {
    return this.#options.instanceIds.indexOf(instanceId);
  }
}

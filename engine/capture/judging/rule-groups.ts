import { SEVERITIES, type RuleGroup, type Severity } from '../../../shared/model/finding.ts';
import type { Tally } from './judge-messages.ts';

/** One finding as it is counted. */
export interface Counted {
  readonly rule: string;
  readonly severity: Severity;
  readonly instanceId: string;
  /** Number of its exchange. */
  readonly number: number;
  /** The first one of this rule in its exchange. */
  readonly first: boolean;
}

interface Group {
  count: number;
  exchanges: number;
  first: number;
  last: number;
  /** By instance id. */
  readonly instances: Map<string, Record<Severity, number>>;
}

/** Counts findings by rule, as they come; its memory grows with rules and instances only. */
export class RuleGroups {
  readonly #groups = new Map<string, Group>();

  add({ rule, severity, instanceId, number, first }: Counted): void {
    let group = this.#groups.get(rule);
    if (!group) {
      group = { count: 0, exchanges: 0, first: number, last: number, instances: new Map() };
      this.#groups.set(rule, group);
    }
    group.count += 1;
    if (first) group.exchanges += 1;
    if (number < group.first) group.first = number;
    if (number > group.last) group.last = number;
    let counts = group.instances.get(instanceId);
    if (!counts) {
      counts = { error: 0, warning: 0, note: 0 };
      group.instances.set(instanceId, counts);
    }
    counts[severity] += 1;
  }

  /** The same counts, to go on from. */
  copy(): RuleGroups {
    const copy = new RuleGroups();
    for (const [rule, group] of this.#groups) {
      const instances = new Map([...group.instances].map(([id, counts]) => [id, { ...counts }]));
      copy.#groups.set(rule, { ...group, instances });
    }
    return copy;
  }

  /** The worst first, then the most. */
  list(): RuleGroup[] {
    const groups = [...this.#groups].map(([rule, group]): RuleGroup => {
      const { count, exchanges, first, last } = group;
      const perInstance = [...group.instances].map(([id, counts]) => [id, total(counts)] as const);
      return {
        rule,
        severity: worstOf(group),
        count,
        exchanges,
        instances: Object.fromEntries(perInstance),
        first,
        last,
      };
    });
    const weight = (group: RuleGroup): number => SEVERITIES.indexOf(group.severity);
    return groups.sort(
      (one, other) =>
        weight(one) - weight(other) || other.count - one.count || (one.rule < other.rule ? -1 : 1),
    );
  }

  tallies(): Tally[] {
    return [...this.#groups].flatMap(([rule, { instances }]) =>
      [...instances].flatMap(([instanceId, counts]) =>
        SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => ({
          rule,
          instanceId,
          severity,
          count: counts[severity],
        })),
      ),
    );
  }
}

function total(counts: Record<Severity, number>): number {
  return counts.error + counts.warning + counts.note;
}

function worstOf({ instances }: Group): Severity {
  return (
    SEVERITIES.find((severity) => [...instances.values()].some((counts) => counts[severity] > 0)) ?? 'note'
  );
}

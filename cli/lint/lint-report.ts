import { SEVERITIES, type Finding, type RuleInfo, type Severity } from '../../shared/model/finding.ts';
import type { Era } from '../../shared/model/instance.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** A finding with the exchange that it is about. */
export interface LintFinding {
  /** Number of the exchange. */
  readonly exchange: number;
  readonly instance: string;
  /** Method and name of the request, as its row says. */
  readonly method: string;
  readonly name: string;
  /** The step of the tour, in a few words: "no _meta". */
  readonly step?: string;
  readonly finding: Finding;
}

/** All findings of one rule. */
export interface RuleReport {
  readonly info: RuleInfo;
  /** The worst among them. */
  readonly severity: Severity;
  readonly count: number;
  readonly exchanges: number;
  /** Findings by the instance's name; '' are a gateway's own answers. */
  readonly instances: Readonly<Record<string, number>>;
  /** In the order of their exchanges; the first MOST_KEPT. */
  readonly found: readonly LintFinding[];
}

/** A server that was looked at. */
export interface LintedInstance {
  readonly name: string;
  readonly url?: string;
  readonly era?: Era;
  /** Exchanges with it. */
  readonly exchanges: number;
  /** Of a tour: probes without any answer. */
  readonly unanswered?: number;
  /** Of a tour: why it did not come to its end, a sentence. */
  readonly problem?: string;
}

/** What came of `hopscope lint`; what every kind of report is written from. */
export interface LintReport {
  readonly version: string;
  /** Where the exchanges stand: a file's path as it was given; absent where they were not kept. */
  readonly capture?: string;
  /** Whether the exchanges were a tour's, made for this report. */
  readonly tour: boolean;
  readonly instances: readonly LintedInstance[];
  readonly exchanges: number;
  /** Severity first, then count, then id. */
  readonly rules: readonly RuleReport[];
  readonly counts: Readonly<Record<Severity, number>>;
  /** Findings of rules that were muted; in none of the counts. */
  readonly muted: number;
  readonly mutedRules: readonly string[];
  /** Every rule that was to be heard, with findings or without. */
  readonly checked: readonly RuleInfo[];
  readonly failOn: 'error' | 'warning';
}

/** Findings of one rule that a report keeps one by one. All are counted. */
export const MOST_KEPT = 1_000;

/** Collects the findings of one rule. */
export class RuleCollector {
  readonly #info: RuleInfo;
  readonly #found: LintFinding[] = [];
  readonly #instances = new Map<string, number>();
  #severity: Severity = 'note';
  #count = 0;
  #exchanges = 0;
  #last = -1;

  constructor(info: RuleInfo) {
    this.#info = info;
  }

  /** By exchange, ascending. */
  add(entry: LintFinding): void {
    const { exchange, instance, finding } = entry;
    this.#count += 1;
    if (exchange !== this.#last) this.#exchanges += 1;
    this.#last = exchange;
    this.#instances.set(instance, (this.#instances.get(instance) ?? 0) + 1);
    if (weight(finding.severity) < weight(this.#severity)) this.#severity = finding.severity;
    if (this.#found.length < MOST_KEPT) this.#found.push(entry);
  }

  /** Undefined where nothing was found. */
  report(): RuleReport | undefined {
    if (this.#count === 0) return undefined;
    return {
      info: this.#info,
      severity: this.#severity,
      count: this.#count,
      exchanges: this.#exchanges,
      instances: Object.fromEntries(this.#instances),
      found: this.#found,
    };
  }
}

/** The rules in the order in which they are shown. Pure. */
export function sortedRules(rules: readonly RuleReport[]): readonly RuleReport[] {
  return rules.toSorted(
    (left, right) =>
      weight(left.severity) - weight(right.severity) ||
      right.count - left.count ||
      left.info.id.localeCompare(right.info.id),
  );
}

/** Findings by severity. Of one rule they may differ: what was done on purpose is a note. */
export type SeverityCounts = Record<Severity, number>;

export function noFindings(): SeverityCounts {
  return { error: 0, warning: 0, note: 0 };
}

/** Whether a finding of this severity makes the command fail. */
export function fails(severity: Severity, failOn: LintReport['failOn']): boolean {
  return weight(severity) <= weight(failOn);
}

/** 1 where something is wrong, whatever else is missing; 3 where a tour did not come to its end; else 0. */
export function lintExitCode({ counts, failOn, instances }: LintReport): ExitCode {
  if (SEVERITIES.some((severity) => counts[severity] > 0 && fails(severity, failOn))) return EXIT.answer;
  const isIncomplete = instances.some(
    ({ problem, unanswered }) => problem !== undefined || (unanswered ?? 0) > 0,
  );
  return isIncomplete ? EXIT.incomplete : EXIT.fine;
}

/** A rule that is not among the engine's, such as one that says that a rule failed. */
export function unlistedRule(id: string, finding: Finding): RuleInfo {
  return {
    id,
    title: id,
    checks: '',
    spares: '',
    severity: finding.severity,
    side: finding.side,
    era: 'any',
    fix: '',
    ...(finding.link !== undefined && { link: finding.link }),
  };
}

/** What a finding is about, on one line: `#12 tools/list, no _meta`. */
export function whereText({ exchange, method, name, step }: LintFinding): string {
  const what = [method, name].filter((part) => part !== '').join(' ');
  return `#${String(exchange)} ${what}${step === undefined ? '' : `, ${step}`}`;
}

/** `3 errors, 1 warning and 0 notes`. */
function countsText(counts: Readonly<Record<Severity, number>>): string {
  const part = (severity: Severity): string =>
    `${String(counts[severity])} ${severity}${counts[severity] === 1 ? '' : 's'}`;
  return `${part('error')}, ${part('warning')} and ${part('note')}`;
}

/** The last line of every report for people. */
export function summaryText(report: LintReport): string {
  const { counts, exchanges, instances, muted } = report;
  const one = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`;
  const hushed = muted === 0 ? '' : `; ${String(muted)} muted`;
  return `${countsText(counts)} in ${one(exchanges, 'exchange')} with ${one(instances.length, 'instance')}${hushed}.`;
}

/** Of each instance whose tour was not complete: a sentence. */
export function incompleteSentences({ instances }: LintReport): readonly string[] {
  return instances.flatMap(({ name, problem, unanswered = 0 }) => {
    if (problem !== undefined) return [`${name}: the tour is not complete. ${problem}`];
    if (unanswered === 0) return [];
    return [`${name}: ${unanswered === 1 ? 'one step' : `${String(unanswered)} steps`} got no answer.`];
  });
}

function weight(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

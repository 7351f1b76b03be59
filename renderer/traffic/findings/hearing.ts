import type { Row, RowFindings } from '../../../shared/model/exchange.ts';
import { SEVERITIES, type Mute, type RuleInfo, type Severity } from '../../../shared/model/finding.ts';
import type { EngineState } from '../../bridge/engine-state.ts';

/** What decides which findings are heard: the rules, and which of them the workspace mutes. */
export interface Hearing {
  readonly rules: ReadonlyMap<string, RuleInfo>;
  readonly mutes: readonly Mute[];
}

export const NO_MUTES: readonly Mute[] = [];

/** The hearing as the engine's state has it. Pure. */
export function hearingOf({ rules, workspace }: Pick<EngineState, 'rules' | 'workspace'>): Hearing {
  return { rules, mutes: workspace?.mutes ?? NO_MUTES };
}

/** Whether a rule is muted: everywhere, or about this instance. Pure. */
export function isMuted(mutes: readonly Mute[], rule: string, instanceId: string): boolean {
  return mutes.some(
    (mute) => mute.rule === rule && (mute.instanceId === undefined || mute.instanceId === instanceId),
  );
}

/** The worse of two. */
export function worseOf(one: Severity, other: Severity): Severity {
  return SEVERITIES.indexOf(one) <= SEVERITIES.indexOf(other) ? one : other;
}

function milderOf(one: Severity, other: Severity): Severity {
  return worseOf(one, other) === one ? other : one;
}

/**
 * What a row tells of its findings without the muted ones; undefined where nothing is left. A rule's findings weigh as its
 * severity, but never more than the worst of the row: what was done on purpose is a note whatever the rule is. Pure.
 */
export function heardFindings(
  { findings, instanceId }: Pick<Row, 'findings' | 'instanceId'>,
  { rules, mutes }: Hearing,
): RowFindings | undefined {
  if (!findings || mutes.length === 0) return findings;
  const entries = Object.entries(findings.rules);
  const heard = entries.filter(([rule]) => !isMuted(mutes, rule, instanceId));
  if (heard.length === entries.length) return findings;
  if (heard.length === 0) return undefined;
  const worst = heard
    .map(([rule]): Severity => rules.get(rule)?.severity ?? findings.worst)
    .reduce(worseOf, 'note');
  return {
    count: heard.reduce((sum, [, count]) => sum + count, 0),
    worst: milderOf(worst, findings.worst),
    rules: Object.fromEntries(heard),
  };
}

import type { RuleGroup, RuleInfo, Severity, Side } from '../../../shared/model/finding.ts';
import { isMuted, type Hearing } from './hearing.ts';

/** Which findings the panel shows. */
export interface FindingsFilter {
  /** By the worst of a rule. */
  readonly severities: ReadonlySet<Severity>;
  readonly side: 'any' | 'client' | 'server';
  readonly instanceId: string | undefined;
  /** Part of a rule's id, title or remedy. */
  readonly text: string;
  readonly showMuted: boolean;
}

/** One rule as the panel shows it. */
export interface GroupView {
  readonly group: RuleGroup;
  /** Absent: this version has no such rule; a recording of another one has. */
  readonly info: RuleInfo | undefined;
  readonly title: string;
  /** Findings that are heard, and that are muted; of the instance alone where one is chosen. */
  readonly heard: number;
  readonly muted: number;
  /** Instances with the most findings first. */
  readonly instances: readonly { readonly id: string; readonly count: number; readonly muted: boolean }[];
}

export interface GroupViews {
  /** In the order of the groups; those of which all is muted stand last, and only where they are asked for. */
  readonly shown: readonly GroupView[];
  /** Rules with something to be heard that the filter hides. */
  readonly hidden: number;
  /** Findings that are muted, whatever the filter says. */
  readonly muted: number;
}

function viewOf(group: RuleGroup, { rules, mutes }: Hearing, only: string | undefined): GroupView {
  const info = rules.get(group.rule);
  const instances = Object.entries(group.instances)
    .map(([id, count]) => ({ id, count, muted: isMuted(mutes, group.rule, id) }))
    .toSorted((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1));
  const counted = instances.filter(({ id }) => only === undefined || id === only);
  const sum = (wanted: boolean): number =>
    counted.filter(({ muted }) => muted === wanted).reduce((total, { count }) => total + count, 0);
  return { group, info, title: info?.title ?? group.rule, heard: sum(false), muted: sum(true), instances };
}

/** Whether a finding of this side is asked for. A rule for whoever sent the message speaks of both. */
export function isOfSide(side: Side | RuleInfo['side'] | undefined, wanted: FindingsFilter['side']): boolean {
  return wanted === 'any' || side === wanted || side === 'sender';
}

function passes({ group, info, title, heard, muted }: GroupView, filter: FindingsFilter): boolean {
  if (heard + muted === 0 || !filter.severities.has(group.severity)) return false;
  if (!isOfSide(info?.side, filter.side)) return false;
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const text = `${group.rule} ${title} ${info?.fix ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** What of the groups is shown. Pure. */
export function viewGroups(
  groups: readonly RuleGroup[],
  hearing: Hearing,
  filter: FindingsFilter,
): GroupViews {
  const views = groups.map((group) => viewOf(group, hearing, filter.instanceId));
  const passing = views.filter((view) => passes(view, filter));
  const heard = passing.filter((view) => view.heard > 0);
  const silent = passing.filter((view) => view.heard === 0);
  const all = groups.map((group) => viewOf(group, hearing, undefined));
  return {
    shown: filter.showMuted ? [...heard, ...silent] : heard,
    hidden: all.filter((view) => view.heard > 0).length - heard.length,
    muted: all.reduce((sum, view) => sum + view.muted, 0),
  };
}

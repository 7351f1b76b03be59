import { describe, expect, it } from 'vitest';
import type { Mute, RuleGroup, RuleInfo } from '../../../../../shared/model/finding.ts';
import { ALL_FINDINGS } from '../../../../../renderer/traffic/findings/findings-store.ts';
import {
  isOfSide,
  viewGroups,
  type FindingsFilter,
} from '../../../../../renderer/traffic/findings/group-views.ts';

const RULES = new Map<string, RuleInfo>(
  (
    [
      ['header.missing', 'Header missing', 'error', 'client'],
      ['result.type', 'resultType missing', 'error', 'server'],
      ['message.odd', 'Odd message', 'warning', 'sender'],
    ] as const
  ).map(([id, title, severity, side]) => [
    id,
    { id, title, severity, side, era: 'any', fix: `Mend ${title}.`, checks: '', spares: '' },
  ]),
);

function group(
  rule: string,
  severity: RuleGroup['severity'],
  instances: Readonly<Record<string, number>>,
): RuleGroup {
  const count = Object.values(instances).reduce((sum, own) => sum + own, 0);
  return { rule, severity, count, exchanges: count, instances, first: 1, last: count };
}

const GROUPS = [
  group('header.missing', 'error', { a: 2, b: 1 }),
  group('result.type', 'error', { b: 4 }),
  group('message.odd', 'warning', { a: 1 }),
  group('gone.rule', 'note', { '': 1 }),
];

function view(filter: Partial<FindingsFilter> = {}, mutes: readonly Mute[] = []) {
  const { shown, ...rest } = viewGroups(GROUPS, { rules: RULES, mutes }, { ...ALL_FINDINGS, ...filter });
  return { ...rest, shown: shown.map((entry) => [entry.group.rule, entry.heard, entry.muted]) };
}

const ids = (filter: Partial<FindingsFilter>): unknown[] => view(filter).shown.map(([rule]) => rule);

describe('viewGroups', () => {
  it('shows all of them where nothing is filtered or muted, unknown rules by their id', () => {
    expect(view()).toEqual({
      hidden: 0,
      muted: 0,
      shown: [
        ['header.missing', 3, 0],
        ['result.type', 4, 0],
        ['message.odd', 1, 0],
        ['gone.rule', 1, 0],
      ],
    });
    const { shown } = viewGroups(GROUPS, { rules: RULES, mutes: [] }, ALL_FINDINGS);
    expect(shown[3]).toMatchObject({ title: 'gone.rule', info: undefined });
  });

  it('filters by severity, side, instance and words, and counts what it hides', () => {
    expect(ids({ severities: new Set(['warning']) })).toEqual(['message.odd']);
    // A rule for whoever sent the message speaks of either side.
    expect(ids({ side: 'client' })).toEqual(['header.missing', 'message.odd']);
    expect(ids({ text: 'MISSING header' })).toEqual(['header.missing']);
    expect(ids({ text: 'mend odd' })).toEqual(['message.odd']);
    expect(view({ instanceId: 'a' })).toEqual({
      hidden: 2,
      muted: 0,
      shown: [
        ['header.missing', 2, 0],
        ['message.odd', 1, 0],
      ],
    });
    expect(ids({ instanceId: '' })).toEqual(['gone.rule']);
  });

  it('takes muted ones out, counts them, and shows them last where they are asked for', () => {
    const mutes = [{ rule: 'header.missing', instanceId: 'a' }, { rule: 'result.type' }];
    expect(view({}, mutes)).toEqual({
      hidden: 0,
      muted: 6,
      shown: [
        ['header.missing', 1, 2],
        ['message.odd', 1, 0],
        ['gone.rule', 1, 0],
      ],
    });
    expect(view({ showMuted: true }, mutes).shown.at(-1)).toEqual(['result.type', 0, 4]);
    expect(view({ instanceId: 'a' }, mutes).shown).toEqual([['message.odd', 1, 0]]);
    // The filter does not change how many there are.
    expect(view({ text: 'nothing like it' }, mutes)).toEqual({ hidden: 3, muted: 6, shown: [] });
  });

  it('has the instances with the most findings first', () => {
    const { shown } = viewGroups(GROUPS, { rules: RULES, mutes: [] }, ALL_FINDINGS);
    expect(shown[0]?.instances).toEqual([
      { id: 'a', count: 2, muted: false },
      { id: 'b', count: 1, muted: false },
    ]);
  });
});

describe('isOfSide', () => {
  it('takes a rule of whoever sent it as of both', () => {
    expect(isOfSide('sender', 'client')).toBe(true);
    expect(isOfSide('none', 'client')).toBe(false);
    expect(isOfSide(undefined, 'any')).toBe(true);
  });
});

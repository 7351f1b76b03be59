import { describe, expect, it } from 'vitest';
import type { Mute, RuleInfo, Severity } from '../../../../../shared/model/finding.ts';
import { heardFindings, isMuted, worseOf } from '../../../../../renderer/traffic/findings/hearing.ts';
import { makeRow } from '../make-row.ts';

function hearing(mutes: readonly Mute[], severities: Readonly<Record<string, Severity>> = {}) {
  const rules = new Map(
    Object.entries(severities).map(([id, severity]): [string, RuleInfo] => [
      id,
      {
        id,
        severity,
        title: id,
        checks: '',
        spares: '',
        side: 'server',
        era: 'any',
        fix: '',
      },
    ]),
  );
  return { rules, mutes };
}

const FOUND = { count: 5, worst: 'error', rules: { 'a.one': 2, 'b.two': 3 } } as const;

describe('isMuted', () => {
  it('is so everywhere, or about one instance only', () => {
    const mutes = [{ rule: 'a.one' }, { rule: 'b.two', instanceId: 'x' }];
    expect(isMuted(mutes, 'a.one', 'any')).toBe(true);
    expect(isMuted(mutes, 'b.two', 'x')).toBe(true);
    expect(isMuted(mutes, 'b.two', 'y')).toBe(false);
  });
});

describe('heardFindings', () => {
  it('is all of them where nothing of the row is muted', () => {
    const row = makeRow(1, { findings: FOUND });
    expect(heardFindings(row, hearing([]))).toBe(FOUND);
    expect(heardFindings(row, hearing([{ rule: 'c.other' }]))).toBe(FOUND);
    expect(heardFindings(row, hearing([{ rule: 'a.one', instanceId: 'elsewhere' }]))).toBe(FOUND);
  });

  it('leaves out what is muted and weighs what is left', () => {
    const row = makeRow(1, { findings: FOUND });
    const rules = { 'a.one': 'error', 'b.two': 'warning' } as const;
    expect(heardFindings(row, hearing([{ rule: 'a.one' }], rules))).toEqual({
      count: 3,
      worst: 'warning',
      rules: { 'b.two': 3 },
    });
    expect(heardFindings(row, hearing([{ rule: 'a.one' }, { rule: 'b.two' }], rules))).toBeUndefined();
  });

  it('never weighs more than the row does, and takes a rule that it does not know as the worst', () => {
    const row = makeRow(1, { findings: { ...FOUND, worst: 'note' } });
    expect(heardFindings(row, hearing([{ rule: 'a.one' }], { 'b.two': 'error' }))?.worst).toBe('note');
    const unknown = makeRow(1, { findings: { ...FOUND, worst: 'warning' } });
    expect(heardFindings(unknown, hearing([{ rule: 'a.one' }]))?.worst).toBe('warning');
  });

  it('keeps what it cannot tell apart', () => {
    const findings = { count: 2, worst: 'error', rules: {} } as const;
    expect(heardFindings(makeRow(1, { findings }), hearing([{ rule: 'a.one' }]))).toBe(findings);
  });
});

describe('worseOf', () => {
  it('goes by severity', () => {
    expect(worseOf('note', 'warning')).toBe('warning');
    expect(worseOf('error', 'warning')).toBe('error');
  });
});

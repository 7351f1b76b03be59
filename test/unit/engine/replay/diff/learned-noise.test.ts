import { describe, expect, it } from 'vitest';
import { byPlace, learnedEntries, quietEntries } from '../../../../../engine/replay/diff/learned-noise.ts';
import { NoiseLedger } from '../../../../../engine/replay/diff/noise-ledger.ts';
import { madeStep } from '../../../../support/replay/made-step.ts';

describe('noise that was learnt', () => {
  it('is one entry a place, in a fixed order, with the evidence of its first step', () => {
    const ledger = new NoiseLedger();
    ledger.tell(4, [{ method: 'tools/call', name: 'b', pattern: '/x' }]);
    ledger.tell(2, [
      { method: 'tools/call', name: 'b', pattern: '/x' },
      { method: 'server/discover', name: '', pattern: '/y' },
    ]);
    expect(learnedEntries(ledger, '2026-11-26', (step, pattern) => `${String(step)} ${pattern}`)).toEqual([
      { method: 'server/discover', pointer: '/y', evidence: '2 /y', since: '2026-11-26' },
      { method: 'tools/call', name: 'b', pointer: '/x', evidence: '2 /x', since: '2026-11-26' },
    ]);
  });

  it('is quiet where its step was answered twice and nothing varied', () => {
    const [loud, quiet, once, absent] = ['a', 'b', 'c', 'd'].map((name) => ({
      method: 'tools/call',
      name,
      pointer: '/x',
      evidence: '',
      since: '',
    }));
    const steps = [madeStep(1, { name: 'a' }), madeStep(2, { name: 'b' }), madeStep(3, { name: 'c' })];
    const noise = [loud, quiet, once, absent].filter((entry) => entry !== undefined);
    expect(quietEntries({ noise, steps }, new Set([loud]), (step) => step < 2)).toEqual([quiet]);
    expect(quietEntries({ steps }, new Set(), () => true)).toEqual([]);
  });

  it('has an order that no locale changes', () => {
    const entry = (method: string, name?: string) => ({
      method,
      ...(name && { name }),
      pointer: '/',
      evidence: '',
      since: '',
    });
    const sorted = [entry('b'), entry('a', 'z'), entry('a', 'Z'), entry('a')].sort(byPlace);
    expect(sorted.map(({ method, name }) => method + (name ?? ''))).toEqual(['a', 'aZ', 'az', 'b']);
  });
});

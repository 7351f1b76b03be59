import { describe, expect, it } from 'vitest';
import { NoiseLedger } from '../../../../../engine/replay/diff/noise-ledger.ts';

const place = (pattern: string) => ({ method: 'tools/call', name: 'look', pattern });

describe('NoiseLedger', () => {
  it('knows the first step at which a place varied, also after that has changed its mind', () => {
    const ledger = new NoiseLedger();
    ledger.tell(5, [place('/a'), place('/b')]);
    ledger.tell(3, [place('/a')]);
    ledger.tell(9, [place('/a')]);
    expect(ledger.firstStep(place('/a'))).toBe(3);
    ledger.tell(3, []);
    expect(ledger.firstStep(place('/a'))).toBe(5);
    ledger.tell(5, [place('/a')]);
    expect(ledger.firstStep(place('/b'))).toBeUndefined();
    expect([...ledger.lines()]).toEqual([{ place: place('/a'), first: 5 }]);
    expect(ledger.firstStep({ ...place('/a'), name: 'other' })).toBeUndefined();
  });
});

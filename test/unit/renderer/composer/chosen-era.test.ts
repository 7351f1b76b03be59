import { describe, expect, it } from 'vitest';
import { chosenEra } from '../../../../renderer/composer/chosen-era.ts';

const A = { id: 'a', name: 'alpha' };
const B = { id: 'b', name: 'beta' };
const HEALTH = new Map([
  ['a', { era: 'modern' as const }],
  ['b', { era: 'legacy' as const }],
]);

describe('chosenEra', () => {
  it('writes for the legacy era only where all instances are of it', () => {
    expect(chosenEra('auto', [B], HEALTH)).toEqual({ era: 'legacy', facts: ['legacy'], against: [] });
    expect(chosenEra('auto', [A, B], HEALTH)).toEqual({
      era: 'modern',
      facts: ['alpha: modern', 'beta: legacy'],
      against: [],
    });
    expect(chosenEra('auto', [], HEALTH).era).toBe('modern');
  });

  it('says what is not known yet', () => {
    const C = { id: 'c', name: 'gamma' };
    expect(chosenEra('auto', [A, C], HEALTH).facts).toEqual(['alpha: modern', 'gamma: not known yet']);
  });

  it('takes the choice of a person over what is known, and names whom it goes against', () => {
    expect(chosenEra('legacy', [A], HEALTH)).toMatchObject({ era: 'legacy', against: [] });
    expect(chosenEra('modern', [A, B], HEALTH)).toMatchObject({ era: 'modern', against: ['beta'] });
  });
});

import { describe, expect, it } from 'vitest';
import { identitiesOf, instanceIdentity, OKABE_ITO } from '../../../../renderer/ui/instance-identity.ts';
import { contrast } from '../../../../renderer/ui/palette.ts';

describe('instanceIdentity', () => {
  it('gives the first eight instances a letter and a colour of their own', () => {
    const first = OKABE_ITO.map((_, position) => instanceIdentity(position));
    expect(first.map((identity) => identity.letter).join('')).toBe('ABCDEFGH');
    expect(new Set(first.map((identity) => identity.colour)).size).toBe(8);
    expect(first.every((identity) => !identity.striped)).toBe(true);
  });

  it('repeats the colours with a stripe from the ninth on', () => {
    expect(instanceIdentity(8)).toMatchObject({
      letter: 'I',
      colour: instanceIdentity(0).colour,
      striped: true,
    });
    expect(instanceIdentity(25).letter).toBe('Z');
    expect(instanceIdentity(26).letter).toBe('AA');
    expect(instanceIdentity(52).letter).toBe('BA');
  });

  it('writes every letter readably on its colour', () => {
    for (let position = 0; position < 8; position += 1) {
      const { ink, colour } = instanceIdentity(position);
      expect(contrast(ink, colour), colour).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('refuses a position that cannot be', () => {
    expect(() => instanceIdentity(-1)).toThrow(RangeError);
  });

  it('goes by the place in the workspace', () => {
    const identities = identitiesOf([{ id: 'alpha' }, { id: 'beta' }]);
    expect(identities.get('beta')?.letter).toBe('B');
    expect(identities.get('gone')).toBeUndefined();
  });
});

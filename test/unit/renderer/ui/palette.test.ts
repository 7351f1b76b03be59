import { describe, expect, it } from 'vitest';
import { contrast, DARK, LIGHT, luminance } from '../../../../renderer/ui/palette.ts';

describe('contrast', () => {
  it('is 21 for black on white, 1 for the same colour, and known values between', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#123456', '#123456')).toBe(1);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it('refuses what is no colour', () => {
    expect(() => luminance('red')).toThrow(/not a colour/);
  });
});

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s scheme', (_name, scheme) => {
  const grounds = [...scheme.surface, scheme.selected];
  const inks = {
    text: scheme.text,
    muted: scheme.muted,
    accent: scheme.accent,
    ...scheme.meanings,
    ...scheme.syntax,
  };

  it.each(Object.entries(inks))('%s is readable on every surface (4.5:1)', (_ink, colour) => {
    for (const ground of grounds) {
      expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has readable words on filled buttons, and outlines that can be seen', () => {
    expect(contrast(scheme.onAccent, scheme.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme.outline, scheme.surface[0])).toBeGreaterThanOrEqual(3);
    expect(contrast(scheme.outline, scheme.surface[1])).toBeGreaterThanOrEqual(3);
  });

  it('has three greys that differ', () => {
    expect(new Set(scheme.surface.map(luminance)).size).toBe(3);
  });
});

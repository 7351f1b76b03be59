import { describe, expect, it } from 'vitest';
import { placeholderOf, numberPlaceholderOf } from '../../../../engine/capture/redaction/placeholder.ts';
import { fitsRedacted, hasPlaceholder } from '../../../../engine/mock/redacted-values.ts';

describe('fitsRedacted', () => {
  it.each([3, 5, 12, 24, 60])('takes a placeholder of %i bytes for anything', (length) => {
    const placeholder = placeholderOf('bearer', 3, length);
    expect(hasPlaceholder(placeholder)).toBe(true);
    expect(fitsRedacted({ key: placeholder, q: 'tea' }, { key: 'x'.repeat(length), q: 'tea' })).toBe(true);
    expect(
      fitsRedacted(`https://a.example/?key=${placeholder}&q=1`, 'https://a.example/?key=S3cret&q=1'),
    ).toBe(true);
    expect(
      fitsRedacted(`https://a.example/?key=${placeholder}&q=1`, 'https://b.example/?key=S3cret&q=1'),
    ).toBe(false);
  });

  it('takes what is left as it is', () => {
    const key = placeholderOf('token', 1, 30);
    expect(fitsRedacted({ key, q: 'tea' }, { key: 'secret', q: 'coffee' })).toBe(false);
    expect(fitsRedacted({ key, list: [1, key] }, { key: 'a', list: [1, 'b'] })).toBe(true);
    expect(fitsRedacted({ key, list: [1, key] }, { key: 'a', list: [1, 'b', 2] })).toBe(false);
    expect(fitsRedacted({ key }, { key: 'a', more: 1 })).toBe(false);
    expect(fitsRedacted({ key }, { other: 'a' })).toBe(false);
    expect(fitsRedacted(key, 7)).toBe(false);
    expect(fitsRedacted('tea', 'teapot')).toBe(false);
    expect(fitsRedacted(key, '')).toBe(false);
  });

  it('takes numbers that stand for secrets for any number', () => {
    const pin = Number(numberPlaceholderOf(2, 6));
    expect(fitsRedacted({ pin }, { pin: 471_188 })).toBe(true);
    expect(fitsRedacted({ pin: 471_188 }, { pin: 471_189 })).toBe(false);
    expect(fitsRedacted({ pin }, { pin: 'x' })).toBe(false);
    expect(fitsRedacted({ limit: 5 }, { limit: 6 })).toBe(false);
    expect(fitsRedacted({ limit: 100 }, { limit: 6 })).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { formText, isUsableSchema } from '../../../../renderer/composer/arguments-form.ts';

describe('isUsableSchema', () => {
  it.each([
    [{ type: 'object', properties: {} }, true],
    [{ $ref: '#/$defs/a' }, true],
    [{ oneOf: [] }, true],
    [{ type: 'object' }, false],
    [{}, false],
    ['nonsense', false],
    [undefined, false],
  ])('%j: %s', (schema, usable) => {
    expect(isUsableSchema(schema)).toBe(usable);
  });
});

describe('formText', () => {
  it('gives the value of a text that would come back the same', () => {
    expect(formText('{"a": 1.0}', 'Arguments')).toEqual({ ok: true, value: { a: 1 } });
    expect(formText('  ', 'Arguments')).toEqual({ ok: true, value: {} });
  });

  it.each([
    ['{"a": ', 'The text is not JSON yet: the form comes back when it is.'],
    ['[1]', 'Arguments must be a JSON object {…}: the form comes back when they are.'],
    [
      '{\n"a": 12345678901234567890}',
      'The form would change 12345678901234567890 in line 2: it has more digits than a number keeps.',
    ],
  ])('says why %j is not for a form', (text, reason) => {
    expect(formText(text, 'Arguments')).toEqual({ ok: false, reason });
  });
});

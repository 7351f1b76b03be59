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
    ['{"a": ', 'This is not JSON, so there is no form for it.'],
    ['[1]', 'Arguments must be a JSON object {…}, so there is no form for this.'],
    [
      '{\n"a": 12345678901234567890}',
      'The form would change 12345678901234567890 in line 2: it has more digits than a number keeps.',
    ],
  ])('says why %j is not for a form', (text, reason) => {
    expect(formText(text, 'Arguments')).toEqual({ ok: false, reason });
  });
});

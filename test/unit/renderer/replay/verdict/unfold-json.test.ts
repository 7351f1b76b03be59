import { describe, expect, it } from 'vitest';
import { unfoldJson } from '../../../../../renderer/replay/verdict/unfold-json.ts';

describe('JSON within texts', () => {
  it('takes the place of the text, as deep as there is any', () => {
    const inner = JSON.stringify({ b: JSON.stringify([1, 2]) });
    const text = JSON.stringify({ content: [{ type: 'text', text: inner }] });
    expect(JSON.parse(unfoldJson(text))).toEqual({ content: [{ type: 'text', text: { b: [1, 2] } }] });
  });

  it('keeps numbers as they were written', () => {
    expect(unfoldJson('{"t":"{\\"n\\":12345678901234567890,\\"m\\":1.0}"}')).toBe(
      '{"t":{"n":12345678901234567890,"m":1.0}}',
    );
  });

  it.each([
    '{"a":"{not json}"}',
    '{"a":"[1, 2"}',
    '{"a":"12","b":"true","c":"\\"x\\""}',
    '{"{\\"a\\":1}":2}',
    '{"a":"say \\"hi\\": {x}"}',
    'no json "at all',
    '',
  ])('leaves alone what is none: %s', (text) => {
    expect(unfoldJson(text)).toBe(text);
  });

  it('goes no deeper than four texts', () => {
    let text = '[1]';
    for (let depth = 0; depth < 6; depth += 1) text = JSON.stringify([text]);
    const unfolded = unfoldJson(text);
    expect(unfolded.match(/^\[+/)?.[0]).toHaveLength(5);
    expect(typeof (JSON.parse(unfolded) as unknown[][][][][])[0]?.[0]?.[0]?.[0]?.[0]).toBe('string');
  });
});

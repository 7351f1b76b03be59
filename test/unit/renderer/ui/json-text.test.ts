import { describe, expect, it } from 'vitest';
import { parseObject, parseText } from '../../../../renderer/ui/json-text.ts';

describe('parseText', () => {
  it.each([
    ['{\n  "a": 1O\n}', 2, 9],
    ['{"a": 1,}', 1, 9],
    ['{"a": ', 1, 7],
    ['{\n"a": [1, 2\n', 3, 1],
    ['{"a": x}', 1, 7],
  ])('names the line and column of the fault in %j', (text, line, column) => {
    const parsed = parseText(text);
    expect(parsed).toMatchObject({ ok: false, line, column });
  });

  it.each(['{"secret": "abc", }', '{"a":1} secret', '{"secret": secret}'])(
    'gives a reason for %j without the text and the position of the engine',
    (text) => {
      const parsed = parseText(text);
      expect(parsed.ok).toBe(false);
      if (parsed.ok) return;
      expect(parsed.reason).not.toContain('secret');
      expect(parsed.reason).not.toMatch(/position|line \d/);
      expect(parsed.reason).not.toBe('');
    },
  );
});

describe('parseObject', () => {
  it('takes empty text as no members', () => {
    expect(parseObject('  \n', 'Arguments')).toEqual({ ok: true, value: {} });
  });

  it.each(['[]', '"x"', '7', 'null'])('refuses %s with a sentence that says what is needed', (text) => {
    expect(parseObject(text, 'Arguments')).toEqual({
      ok: false,
      problem: 'Arguments: a JSON object {…} is needed here.',
    });
  });

  it('says where it is no JSON', () => {
    const parsed = parseObject('{\n  "a": ?\n}', 'Client capabilities');
    expect(parsed.ok ? '' : parsed.problem).toMatch(/^Client capabilities: not JSON at line 2, column 8 \(/);
  });
});

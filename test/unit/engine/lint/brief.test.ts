import { expect, it } from 'vitest';
import { brief } from '../../../../engine/lint/brief.ts';
import { jsonOf, type JsonValue } from '../../../../shared/model/json.ts';

function deep(): JsonValue {
  let value: JsonValue = 1;
  for (let at = 0; at < 100_000; at += 1) value = [value];
  return value;
}

it('writes values briefly, whatever they are', () => {
  expect(brief({ a: 1 })).toBe('{"a":1}');
  expect(brief(undefined)).toBe('absent');
  expect(brief('x'.repeat(200))).toHaveLength(120);
  expect(brief(deep())).toBe('(nested too deep)');
  expect(jsonOf('x'.repeat(200))).toHaveLength(202);
});

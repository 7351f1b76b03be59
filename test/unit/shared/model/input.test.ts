import { expect, test } from 'vitest';
import { INPUT_KINDS, INPUT_METHODS, inputKindOf } from '../../../../shared/model/input.ts';

test('each kind is found by its method, and by no other', () => {
  for (const kind of INPUT_KINDS) expect(inputKindOf(INPUT_METHODS[kind])).toBe(kind);
  for (const method of ['', 'ping', 'elicitation', 'roots/List', 'toString']) {
    expect(inputKindOf(method)).toBeUndefined();
  }
});

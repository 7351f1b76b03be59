import { describe, expect, it } from 'vitest';
import { JsonMemory } from '../../../../engine/capture/json-memory.ts';

describe('JsonMemory', () => {
  it('gives the JSON of each value, also of one that was forgotten meanwhile', () => {
    const memory = new JsonMemory<readonly number[]>();
    const values = Array.from({ length: 30 }, (_, index) => [index]);
    for (let round = 0; round < 3; round += 1) {
      expect(values.map((value) => memory.textOf(value))).toEqual(
        values.map((value) => JSON.stringify(value)),
      );
    }
  });

  it('does not write a value twice that it remembers', () => {
    let written = 0;
    const value = { toJSON: () => (written += 1) };
    const memory = new JsonMemory();
    expect([memory.textOf(value), memory.textOf({}), memory.textOf(value)]).toEqual(['1', '{}', '1']);
  });
});

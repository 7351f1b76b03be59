import { expect, it } from 'vitest';
import { readFilter } from '../../../engine/read-filter.ts';

it('reads a filter, or refuses it with what is wrong and where', () => {
  expect(readFilter('failed')).toMatchObject({ kind: 'flag', any: ['failed'] });
  expect(() => readFilter('status:x')).toThrow(
    expect.objectContaining({
      code: 'BAD_INPUT',
      message: expect.stringContaining('"x" is no number for status') as string,
      details: { problem: expect.objectContaining({ from: 0, to: 8 }) as object },
    }) as Error,
  );
});

import { expect, it } from 'vitest';
import { filterNamed, findNumbers, problemText } from '../../../cli/filter.ts';
import type { FoundNumbers } from '../../../shared/bridge/search-commands.ts';

it('marks the place of a problem below the filter', () => {
  const problem = { message: 'It is wrong.', from: 2, to: 5 };
  expect(problemText('a\tbcd e', problem)).toBe('It is wrong.\n  a bcd e\n    ^^^');
  expect(problemText('a', { ...problem, from: 1, to: 1 })).toBe('It is wrong.\n  a\n   ^');
});

it('knows saved filters by id, then by name', () => {
  const filters = [
    { id: 'b', name: 'A', text: '1' },
    { id: 'a', name: 'B', text: '2' },
  ];
  expect(['a', 'A', 'c'].map((name) => filterNamed(filters, name)?.text)).toEqual(['2', '1', undefined]);
});

it('goes on until all is searched', async () => {
  const asked: unknown[] = [];
  const answers: Partial<FoundNumbers>[] = [
    { packed: Buffer.from(Uint32Array.of(3, 70_000).buffer).toString('base64'), through: 80_000 },
    { packed: Buffer.from(Uint32Array.of(90_000).buffer).toString('base64') },
  ];
  const ask = (_command: string, input: unknown) => {
    asked.push(input);
    return Promise.resolve(answers.shift() as never);
  };
  expect(await findNumbers(ask, 'c', 'x')).toEqual([3, 70_000, 90_000]);
  expect(asked).toEqual([
    { captureId: 'c', filter: 'x', above: 0 },
    { captureId: 'c', filter: 'x', above: 80_000 },
  ]);
});

import { expect, it } from 'vitest';
import { keepComments } from '../../../../../engine/replay/diff/noise-comments.ts';
import { readNoiseFile, writeNoiseFile } from '../../../../../engine/replay/diff/noise-file.ts';

const entry = (pointer: string) => ({
  ...{ method: 'tools/list', pointer, since: '2026-01-01', evidence: 'x' },
});
const HEADING = writeNoiseFile([]).trimEnd();

it('keeps what a person wrote: above all, before a place, at it, and below all', () => {
  const before = `${HEADING}
# Kept by the shop's team.

# The clock of the server.
tools/list /result/at
  since 2026-01-01
# seen by Ada
  seen x

tools/list /result/b

# The end.
`;
  const after = writeNoiseFile([entry('/result/a'), entry('/result/at'), entry('/result/b')]);
  const text = keepComments(before, after);
  expect(text).toBe(`${HEADING}
#
# Kept by the shop's team.

tools/list /result/a
  since 2026-01-01
  seen x

# The clock of the server.
# seen by Ada
tools/list /result/at
  since 2026-01-01
  seen x

tools/list /result/b
  since 2026-01-01
  seen x

# The end.
`);
  // Once more, nothing is added.
  expect(keepComments(text, after)).toBe(text);
  expect(readNoiseFile(text).problems).toEqual([]);
});

it('changes nothing where nobody wrote anything, and loses nothing where a place is gone', () => {
  const after = writeNoiseFile([entry('/a')]);
  expect(keepComments('', after)).toBe(after);
  expect(keepComments(after, after)).toBe(after);
  expect(keepComments('# why\r\ntools/list /gone\r\n', after)).toBe(`${after}\n# why\n`);
});

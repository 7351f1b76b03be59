import { expect, it } from 'vitest';
import { alignedTable } from '../../../../cli/output/table.ts';

it('aligns columns, numbers at the right, and leaves empty ones out', () => {
  expect(
    alignedTable(
      [{ head: 'n', right: true }, { head: 'empty' }, { head: 'name' }, { head: 'last' }],
      [
        ['1', '', 'alpha', 'x'],
        ['100', '', 'b'],
      ],
    ),
  ).toEqual(['  n  name   last', '  1  alpha  x', '100  b']);
});

it('cuts what is long and lets nothing move the cursor', () => {
  expect(alignedTable([{ head: 'a', most: 8 }], [['abcdefghijk'], ['\u001b[2J\nx']])).toEqual([
    'a',
    'abcdefg…',
    '\\x1b[2J…',
  ]);
});

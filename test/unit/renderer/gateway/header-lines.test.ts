import { expect, it } from 'vitest';
import { formatHeaderLines, parseHeaderLines } from '../../../../renderer/gateway/header-lines.ts';

it('reads headers one a line, duplicates and order kept', () => {
  expect(parseHeaderLines('Mcp-Method: tools/call\r\n\n X-A:  b: c \nX-A:')).toEqual({
    ok: true,
    headers: [
      ['Mcp-Method', 'tools/call'],
      ['X-A', 'b: c'],
      ['X-A', ''],
    ],
  });
  expect(parseHeaderLines('  ')).toEqual({ ok: true, headers: [] });
});

it.each(['Mcp-Method', ': x', 'A B: c'])('names the line that is none: %j', (line) => {
  const read = parseHeaderLines(`X: 1\n${line}`);
  expect(read.ok ? '' : read.problem).toMatch(/^Line 2 /);
});

it('writes what it reads', () => {
  const headers = [
    ['A', '1'],
    ['B', ''],
  ] as const;
  expect(parseHeaderLines(formatHeaderLines(headers))).toEqual({ ok: true, headers });
});

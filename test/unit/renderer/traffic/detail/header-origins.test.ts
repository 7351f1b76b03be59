import { expect, it } from 'vitest';
import { originFinder } from '../../../../../renderer/traffic/detail/header-origins.ts';

it('finds origins by name without case, and the n-th line of a name', () => {
  const find = originFinder([
    { target: 'header:Mcp-Name', origin: 'params.name', kind: 'protocol' },
    { target: 'header:X-Trace', origin: 'first', kind: 'instance' },
    { target: 'header:x-trace', origin: 'you added it', kind: 'tampered' },
    { target: '/params/name', origin: 'draft', kind: 'draft' },
  ]);
  expect(find('mcp-name', 0)?.origin).toBe('params.name');
  expect([find('X-Trace', 0)?.origin, find('X-Trace', 1)?.origin]).toEqual(['first', 'you added it']);
  expect(find('Host', 0)).toBeUndefined();
});

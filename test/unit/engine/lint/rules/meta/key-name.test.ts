import { expect, it } from 'vitest';
import { metaKeyName } from '../../../../../../engine/lint/rules/meta/key-name.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

it('is content with the keys of the specification, and with well-formed ones', () => {
  const meta = { ...META, progressToken: 1, traceparent: '', 'com.example/a.b-c_d': 1, 'com.example/': 1 };
  const result = { tools: [{ name: 'a', _meta: { 'x.y/z': 1 } }] };
  expect(findingsOf(metaKeyName, { meta, result })).toEqual([]);
});

it('finds malformed ones on both sides, wherever they stand', () => {
  const found = findingsOf(metaKeyName, {
    meta: { ...META, '-bad': 1 },
    result: { _meta: { '1.example/a': 1 }, tools: [{ name: 'a', _meta: { 'a/b/c': 1 } }] },
  });
  expect(found.map(({ side, pointer }) => [side, pointer])).toEqual([
    ['client', 'request:/params/_meta/-bad'],
    ['server', 'event:0:/result/_meta/1.example~1a'],
    ['server', 'event:0:/result/tools/0/_meta/a~1b~1c'],
  ]);
});

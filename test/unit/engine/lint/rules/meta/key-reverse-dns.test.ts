import { expect, it } from 'vitest';
import { metaKeyReverseDns } from '../../../../../../engine/lint/rules/meta/key-reverse-dns.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const keyed = (key: string) =>
  findingsOf(metaKeyReverseDns, { meta: { ...META, [key]: 1 }, result: { tools: [] } });

it('finds a domain as it stands in an address', () => {
  expect(keyed('example.com/x')).toMatchObject([
    {
      severity: 'warning',
      side: 'client',
      pointer: 'request:/params/_meta/example.com~1x',
      expected: 'com.example/',
    },
  ]);
});

it.each(['tools.example.com/x', 'my.example.org/x', 'mcp.example.io/x'])('finds %s', (key) => {
  expect(keyed(key)).toHaveLength(1);
});

it.each([
  'com.example/x',
  'example/x',
  'io.example.dev/x',
  'example.tools/x',
  'plain',
  // A product or a language below example.app, example.cloud and example.me.
  'app.example.ai/x',
  'cloud.example.de/x',
  'me.example.dev/x',
])('spares %s', (key) => {
  expect(keyed(key)).toEqual([]);
});

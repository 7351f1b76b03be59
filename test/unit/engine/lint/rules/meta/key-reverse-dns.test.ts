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

it.each(['com.example/x', 'example/x', 'io.example.dev/x', 'example.tools/x', 'plain'])(
  'spares %s',
  (key) => {
    expect(keyed(key)).toEqual([]);
  },
);

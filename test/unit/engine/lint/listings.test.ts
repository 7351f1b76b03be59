import { expect, it } from 'vitest';
import { Listings } from '../../../../engine/lint/listings.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';
import { pageOf, toolsList } from '../../../support/lint/lists.ts';

function after(...parts: readonly ExchangeParts[]) {
  const listings = new Listings();
  const seen = parts.map((part) => exchange(part));
  for (const one of seen.slice(0, -1)) listings.learn(one, 'server');
  const last = seen.at(-1);
  return last && listings.completed(last, 'server');
}

it('puts a list together from its pages', () => {
  const compared = after(pageOf(undefined, 'c1'), pageOf('c1', 'c2'), pageOf('c2', undefined));
  expect(compared?.listing.names).toEqual(['after-', 'after-c1', 'after-c2']);
  expect(after(pageOf(undefined, 'c1'))).toBeUndefined();
  expect(after(pageOf('c1', undefined))).toBeUndefined();
});

it('does not mix pages of several instances or clients', () => {
  const row = { instanceId: 'beta' };
  expect(after(pageOf(undefined, 'c1'), pageOf('c1', undefined, {}, { row }))).toBeUndefined();
  expect(after(pageOf(undefined, 'c1'), pageOf('c1', undefined, {}, { meta: {} }))).toBeUndefined();
});

it('compares with the list before, and tells order from content', () => {
  const compared = after(toolsList(['a', 'b']), toolsList(['b', 'a']));
  expect(compared?.before?.content).toBe(compared?.listing.content);
  expect(compared?.before?.order).not.toBe(compared?.listing.order);
});

it.each<[string, ExchangeParts]>([
  ['other credentials', { headers: { Authorization: 'Bearer x' } }],
  ['another client', { meta: {} }],
])('does not compare lists for %s', (_, parts) => {
  expect(after(toolsList(['a']), toolsList(['b'], {}, parts))?.before).toBeUndefined();
});

it('compares instances at bare addresses, but neither processes nor other hosts', () => {
  const other = (url?: string) => ({
    ...exchange(toolsList(['a'], {}, { row: { instanceId: 'beta', origin: 'gateway' } })),
    ...(url !== undefined && { request: { ...exchange(toolsList(['a'])).request, url } }),
  });
  const othersOf = (one: ReturnType<typeof exchange>) => {
    const listings = new Listings();
    listings.learn(one, 'server');
    return listings.completed(exchange(toolsList(['b'])), 'server')?.others.length;
  };
  expect(othersOf(other())).toBe(1);
  expect(othersOf(other('https://staging.example.com/mcp'))).toBe(0);
  expect(othersOf({ ...other(), transport: 'stdio' })).toBe(0);
});

it('remembers only so much', () => {
  const listings = new Listings();
  const names = Array.from({ length: 50 }, (_, at) => `tool-${String(at)}`);
  for (let count = 0; count < 1000; count += 1) {
    const headers = { Authorization: `Bearer ${String(count)}` };
    listings.learn(exchange(toolsList(names, {}, { headers })), 'server');
    listings.learn(exchange(toolsList(names, { nextCursor: 'c' }, { headers })), 'server');
  }
  expect(listings.size).toBe(300 * 51);
});

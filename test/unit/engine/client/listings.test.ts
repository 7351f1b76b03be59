import { describe, expect, it } from 'vitest';
import type { Client } from '../../../../engine/client/client.ts';
import { createListings, type Listings } from '../../../../engine/client/listings.ts';

const TARGET = { instance: { id: 'a', name: 'a', url: 'http://127.0.0.1:1/', headers: [] }, headers: [] };

function listingsOver(pages: readonly (object | string)[]): {
  listings: Listings;
  asked: () => number;
  clock: { now: number };
} {
  let asked = 0;
  const clock = { now: 1_000 };
  const client: Client = {
    send: () => {
      throw new Error('a list is asked for, never just sent');
    },
    ask: () => {
      const page = pages[Math.min(asked, pages.length - 1)];
      asked += 1;
      const ref = { captureId: 'c', number: asked };
      return Promise.resolve(
        typeof page === 'string'
          ? { ok: false as const, reason: page, ref }
          : { ok: true as const, result: { tools: [], ...page }, ref },
      );
    },
    cancel: () => false,
    close: () => Promise.resolve(),
  };
  const listings = createListings({
    client,
    declaration: { info: { name: 'test', version: '0' }, capabilities: {} },
    origin: 'composer',
    now: () => clock.now,
  });
  return { listings, asked: () => asked, clock };
}

describe('createListings', () => {
  it('keeps a list as long as the server said and then asks again', async () => {
    const { listings, asked, clock } = listingsOver([{ ttlMs: 60_000 }]);
    await listings.get(TARGET, 'tools', false);
    clock.now += 59_999;
    await listings.get(TARGET, 'tools', false);
    expect(asked()).toBe(1);
    clock.now += 1;
    await listings.get(TARGET, 'tools', false);
    expect(asked()).toBe(2);
  });

  it('asks at once on refresh and after the instance changed', async () => {
    const { listings, asked } = listingsOver([{ ttlMs: 60_000 }]);
    await listings.get(TARGET, 'tools', false);
    await listings.get(TARGET, 'tools', true);
    expect(asked()).toBe(2);
    listings.forget('a');
    await listings.get(TARGET, 'tools', false);
    expect(asked()).toBe(3);
  });

  it('lets simultaneous questions share one answer', async () => {
    const { listings, asked } = listingsOver([{}]);
    await Promise.all([
      listings.get(TARGET, 'tools', false),
      listings.get(TARGET, 'tools', true),
      listings.get(TARGET, 'tools', false),
    ]);
    expect(asked()).toBe(1);
  });

  it('does not keep a failure', async () => {
    const { listings, asked } = listingsOver(['down', {}]);
    expect((await listings.get(TARGET, 'tools', false)).problem).toBe('down');
    expect((await listings.get(TARGET, 'tools', false)).problem).toBeUndefined();
    expect(asked()).toBe(2);
  });
});

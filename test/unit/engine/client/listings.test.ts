import { describe, expect, it } from 'vitest';
import type { Client } from '../../../../engine/client/client.ts';
import type { ReadAnswer } from '../../../../engine/client/read-answer.ts';
import { createListings, type Listings } from '../../../../engine/client/listings.ts';
import type { ExchangeRef, Row } from '../../../../shared/model/exchange.ts';

const TARGET = { instance: { id: 'a', name: 'a', url: 'http://127.0.0.1:1/', headers: [] }, headers: [] };

/** A page as it is read back: a sentence is a failure. */
function answerOf(ref: ExchangeRef, page: object | string | undefined): ReadAnswer {
  const row: Row = {
    number: ref.number,
    startedAt: 0,
    origin: 'composer',
    instanceId: 'a',
    instanceName: 'a',
    era: 'modern',
    method: 'tools/list',
    name: '',
    state: 'done',
    requestBytes: 0,
    responseBytes: 0,
    eventCount: 1,
  };
  const answer = { ref, row, instanceName: 'a' };
  if (typeof page !== 'string') {
    return { ...answer, answer: { jsonrpc: '2.0', id: 1, result: { tools: [], ...page } }, others: [] };
  }
  return { ...answer, others: [], failure: { kind: 'refused', message: page, at: 0 } };
}

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
    complete: () => {
      const page = pages[Math.min(asked, pages.length - 1)];
      asked += 1;
      const ref = { captureId: 'c', number: asked };
      return Promise.resolve(answerOf(ref, page));
    },
    open: () => Promise.reject(new Error('nothing is to be opened')),
    nextRequestId: () => 1,
    whenSettled: (ref) => Promise.resolve([ref]),
    cancel: () => false,
    close: () => Promise.resolve(),
  };
  const listings = createListings({
    client,
    declaration: () => ({ info: { name: 'test', version: '0' }, capabilities: {} }),
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

  it('asks again for what the server said has changed, and for nothing else', async () => {
    const { listings, asked } = listingsOver([{ ttlMs: 60_000 }]);
    await listings.get(TARGET, 'tools', false);
    expect(listings.heard('a', 'notifications/prompts/list_changed')).toEqual([]);
    expect(listings.heard('b', 'notifications/tools/list_changed')).toEqual([]);
    expect(listings.heard('a', 'toString')).toEqual([]);
    await listings.get(TARGET, 'tools', false);
    expect(asked()).toBe(1);
    expect(listings.heard('a', 'notifications/tools/list_changed')).toEqual(['tools']);
    expect(listings.heard('a', 'notifications/tools/list_changed')).toEqual([]);
    await listings.get(TARGET, 'tools', false);
    expect(asked()).toBe(2);
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

import { describe, expect, it } from 'vitest';
import type { BridgeEvent } from '../../../shared/bridge/bridge.ts';
import { createClientFeed } from '../../../web/client-feed.ts';
import { makeRow } from '../../support/fake-engine.ts';

function harness() {
  const sent: unknown[] = [];
  let unsent = 0;
  const feed = createClientFeed(
    {
      unsentBytes: () => unsent,
      send: (text) => {
        sent.push(JSON.parse(text));
      },
    },
    { highBytes: 100, lowBytes: 10 },
  );
  return {
    sent,
    setUnsent: (bytes: number) => {
      unsent = bytes;
    },
    push: (event: BridgeEvent) => {
      feed.push({ event, text: () => JSON.stringify(event) });
    },
    drained: () => {
      feed.drained();
    },
  };
}

const rows = (captureId: string, ...numbers: number[]): BridgeEvent => ({
  event: 'rows',
  payload: { captureId, rows: numbers.map((number) => makeRow(number)) },
});
const notice = (message: string): BridgeEvent => ({ event: 'notice', payload: { level: 'note', message } });
const health = (instanceId: string, state: 'up' | 'down'): BridgeEvent => ({
  event: 'health',
  payload: { instanceId, state, latenciesMs: [] },
});

describe('createClientFeed', () => {
  it('sends at once while the page keeps up', () => {
    const { push, sent, setUnsent } = harness();
    setUnsent(100);
    push(rows('c', 1));
    expect(sent).toEqual([rows('c', 1)]);
  });

  it('drops rows while the page is behind and names their ranges when it has caught up', () => {
    const { push, sent, setUnsent, drained } = harness();
    setUnsent(101);
    push(rows('c', 7, 8));
    push(rows('d', 1));
    setUnsent(50);
    // Still behind: below the high mark is not caught up.
    push(rows('c', 3, 9));
    drained();
    expect(sent).toEqual([]);
    setUnsent(10);
    drained();
    expect(sent).toEqual([
      {
        resync: [
          { captureId: 'c', from: 3, to: 3 },
          { captureId: 'c', from: 7, to: 9 },
          { captureId: 'd', from: 1, to: 1 },
        ],
      },
    ]);
    push(rows('c', 10));
    drained();
    expect(sent.slice(1)).toEqual([rows('c', 10)]);
  });

  it('does not stretch the range of new rows over an old one that keeps changing', () => {
    const { push, sent, setUnsent, drained } = harness();
    setUnsent(101);
    for (let number = 5_000; number < 5_100; number += 1) push(rows('c', 1, number));
    setUnsent(0);
    drained();
    expect(sent).toEqual([
      {
        resync: [
          { captureId: 'c', from: 1, to: 1 },
          { captureId: 'c', from: 5_000, to: 5_099 },
        ],
      },
    ]);
  });

  it('keeps only the latest of each state, before the resync', () => {
    const { push, sent, setUnsent, drained } = harness();
    setUnsent(101);
    push(health('a', 'up'));
    push({ event: 'captures', payload: [] });
    push(health('b', 'up'));
    push(health('a', 'down'));
    push(rows('c', 1));
    setUnsent(0);
    drained();
    expect(sent).toEqual([
      health('a', 'down'),
      { event: 'captures', payload: [] },
      health('b', 'up'),
      { resync: [{ captureId: 'c', from: 1, to: 1 }] },
    ]);
  });

  it('keeps the last hundred notices', () => {
    const { push, sent, setUnsent, drained } = harness();
    setUnsent(101);
    for (let count = 1; count <= 130; count += 1) push(notice(String(count)));
    setUnsent(0);
    drained();
    expect(sent).toEqual(Array.from({ length: 100 }, (_, index) => notice(String(index + 31))));
  });

  it('makes no text of what it drops', () => {
    const sent: string[] = [];
    const made: string[] = [];
    let unsent = 101;
    const feed = createClientFeed(
      { unsentBytes: () => unsent, send: (text) => sent.push(text) },
      { highBytes: 100, lowBytes: 10 },
    );
    const push = (event: BridgeEvent, name: string): void => {
      feed.push({
        event,
        text: () => {
          made.push(name);
          return name;
        },
      });
    };
    push(rows('c', 1), 'rows');
    push(health('a', 'up'), 'first');
    push(health('a', 'down'), 'second');
    expect(made).toEqual([]);
    unsent = 0;
    feed.drained();
    expect(made).toEqual(['second']);
    expect(sent).toEqual(['second', '{"resync":[{"captureId":"c","from":1,"to":1}]}']);
  });
});

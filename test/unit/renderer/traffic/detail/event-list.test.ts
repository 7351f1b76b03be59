import { describe, expect, it } from 'vitest';
import type { Bridge, CommandName } from '../../../../../shared/bridge/bridge.ts';
import type { StreamEvent } from '../../../../../shared/model/exchange.ts';
import { createEventList } from '../../../../../renderer/traffic/detail/event-list.ts';
import { fetchText } from '../../../../../renderer/traffic/detail/fetch-bytes.ts';

function event(index: number): StreamEvent {
  return { index, atMs: index, kind: 'message', offset: index, length: 1, preview: '' };
}

function bridgeOf(answer: (command: CommandName, input: never) => unknown): Bridge {
  return {
    invoke: (command: CommandName, input: unknown) =>
      Promise.resolve(answer(command, input as never) as never),
    on: () => () => undefined,
    onConnection: () => () => undefined,
  };
}

describe('createEventList', () => {
  it('reads on page by page from where it stands, and again as the stream grows', async () => {
    let total = 2500;
    const asked: number[] = [];
    const bridge = bridgeOf((_command, { from, limit }: { from: number; limit: number }) => {
      asked.push(from);
      const count = Math.max(Math.min(limit, total - from), 0);
      return {
        ok: true,
        value: { total, events: Array.from({ length: count }, (_, place) => event(from + place)) },
      };
    });
    const list = createEventList(bridge, { captureId: 'c', number: 1 });
    let pages = 0;
    const onPage = (): void => {
      pages += 1;
    };
    await list.catchUp(onPage);
    expect(list.events).toHaveLength(2500);
    expect(pages).toBe(3);
    total = 2600;
    await list.catchUp(onPage);
    expect(list.events.at(-1)?.index).toBe(2599);
    expect(asked).toEqual([0, 1000, 2000, 2500]);
  });

  it('says why events are missing and keeps those that are here', async () => {
    const bridge = bridgeOf(() => ({
      ok: false,
      error: { code: 'NOT_FOUND', message: 'No such exchange.' },
    }));
    const list = createEventList(bridge, { captureId: 'c', number: 1 });
    await list.catchUp(() => undefined);
    expect(list.problem).toBe('No such exchange.');
    expect(list.events).toEqual([]);
  });
});

describe('fetchText', () => {
  const bytes = new TextEncoder().encode('€'.repeat(200_000));
  const bridge = bridgeOf((_command, { offset, limit }: { offset: number; limit: number }) => ({
    ok: true,
    value: {
      base64: Buffer.from(bytes.subarray(offset, offset + limit)).toString('base64'),
      total: bytes.length,
    },
  }));
  const base = {
    bridge,
    exchange: { captureId: 'c', number: 1 },
    side: 'body',
    from: 0,
    length: bytes.length,
  } as const;

  it('joins chunks without cutting a character, and tells how far it is', async () => {
    const progress: number[] = [];
    const { signal } = new AbortController();
    const all = await fetchText({ ...base, signal, onProgress: (part) => progress.push(part) });
    expect(all).toEqual({ ok: true, text: '€'.repeat(200_000) });
    expect(progress).toHaveLength(3);
    expect(progress.at(-1)).toBe(1);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const part = await fetchText({
      ...base,
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    });
    expect(part.ok && part.text.length).toBeLessThan(100_000);
  });
});

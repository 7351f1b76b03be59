import { describe, expect, it } from 'vitest';
import type { Bridge, CommandName } from '../../../../../shared/bridge/bridge.ts';
import type { StreamEvent } from '../../../../../shared/model/exchange.ts';
import { createEventList } from '../../../../../renderer/traffic/detail/event-list.ts';

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

import { describe, expect, it } from 'vitest';
import { SeriesPacker, type SeriesEntry } from '../../../../../engine/capture/series/pack-series.ts';
import { flow } from '../../../../support/replay/planned.ts';

const entry = (number: number, part: Partial<SeriesEntry> = {}): SeriesEntry => ({
  ...{ number, exact: number * 2 ** 32, loose: number, startedAt: 1e12 + number, endedAt: undefined },
  ...{ client: 'one', sources: [], said: 7, early: false, method: 'tools/call', name: 'search' },
  ...{ instanceName: 'alpha', ...part },
});

describe('a packed series', () => {
  it('has the steps in columns, texts and clients once', () => {
    const packer = new SeriesPacker();
    packer.add(entry(3));
    packer.add(entry(5, { client: 'two', endedAt: 1e12 + 9, early: true, name: 'find' }));
    packer.add(entry(9));
    const packed = packer.pack([]);
    expect([...packed.numbers]).toEqual([3, 5, 9]);
    expect([...packed.exact]).toEqual([3, 5, 9].map((number) => number * 2 ** 32));
    expect([...packed.endedAt]).toEqual([NaN, 1e12 + 9, NaN]);
    expect([...packed.client].map((client) => packed.clients[client])).toEqual(['one', 'two', 'one']);
    expect([...packed.early]).toEqual([0, 1, 0]);
    expect([...packed.words].map((word) => packed.texts[word])).toEqual([
      ...['tools/call', 'search', 'alpha', 'tools/call', 'find', 'alpha', 'tools/call', 'search', 'alpha'],
    ]);
    expect(packed.texts).toHaveLength(4);
  });

  it('has sources as places in the series; what is not in it stands nowhere', () => {
    const packer = new SeriesPacker();
    packer.add(entry(3));
    packer.add(entry(5, { sources: [3, 4] }));
    packer.add(entry(9, { sources: [5] }));
    const { sources, sourceEnds } = packer.pack([]);
    expect([...sources]).toEqual([0, -1, 1]);
    expect([...sourceEnds]).toEqual([0, 2, 3]);
  });

  it('grows, counts what is left out, and hands flows on', () => {
    const packer = new SeriesPacker();
    for (let number = 1; number <= 3_000; number += 1) packer.add(entry(number));
    packer.leaveOut('unreadable');
    packer.leaveOut('unreadable');
    const flows = [flow(1, [2], { value: 'bsk_1' })];
    const packed = packer.pack(flows);
    expect([packed.numbers.at(0), packed.numbers.at(-1), packed.numbers.length]).toEqual([1, 3_000, 3_000]);
    expect(packed.words).toHaveLength(9_000);
    expect(packed.startedAt.at(-1)).toBe(1e12 + 3_000);
    expect(packed).toMatchObject({ leftOut: { unreadable: 2 }, flows });
  });

  it('is empty where there was nothing', () => {
    expect(new SeriesPacker().pack([])).toMatchObject({
      numbers: new Uint32Array(0),
      texts: [],
      clients: [],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { INTERLEAVED, matchSeries, MOVED } from '../../../../engine/series/match-series.ts';
import type { SeriesColumns } from '../../../../engine/series/series-columns.ts';

interface Step {
  readonly exact: string;
  /** By default the first letter of `exact`. */
  readonly loose?: string;
  readonly client?: string;
  /** Places of earlier steps. */
  readonly from?: readonly number[];
  /** Ms; one after the other by default. */
  readonly at?: readonly [from: number, to: number];
}

const code = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum * 128 + letter.charCodeAt(0), 7);

/** `a1 b c@2`: exact keys, with a client behind the @. */
function series(steps: readonly (Step | string)[]): SeriesColumns {
  const all = steps.map((step): Step => {
    if (typeof step !== 'string') return step;
    const [exact = '', client] = step.split('@');
    return { exact, ...(client !== undefined && { client }) };
  });
  const clients = [...new Set(all.map(({ client = 'one' }) => client))];
  return {
    numbers: all.map((_, at) => at + 1),
    exact: Float64Array.from(all, ({ exact }) => code(exact)),
    loose: Float64Array.from(all, ({ exact, loose = exact.slice(0, 1) }) => code(loose)),
    startedAt: Float64Array.from(all, ({ at }, index) => at?.[0] ?? index * 10),
    endedAt: Float64Array.from(all, ({ at }, index) => at?.[1] ?? index * 10 + 5),
    client: Int32Array.from(all, ({ client = 'one' }) => clients.indexOf(client)),
    clients,
    sources: Int32Array.from(all.flatMap(({ from = [] }) => from)),
    sourceEnds: Uint32Array.from(
      all,
      (_, at) => all.slice(0, at + 1).flatMap(({ from = [] }) => from).length,
    ),
  };
}

/** `0=0 1=2^ 2- +1`: pairs with a sign for those that moved, what is missing, what was added. */
function shown(left: readonly (Step | string)[], right: readonly (Step | string)[]): string {
  const rows = matchSeries(series(left), series(right));
  return [...rows.left]
    .map((at, row) => {
      const otherAt = rows.right[row] ?? -1;
      if (otherAt < 0) return `${String(at)}-`;
      if (at < 0) return `+${String(otherAt)}`;
      const flag = rows.flags[row];
      return `${String(at)}=${String(otherAt)}${flag === MOVED ? '^' : flag === INTERLEAVED ? '~' : ''}`;
    })
    .join(' ');
}

describe('matchSeries', () => {
  it('tells what is missing and what was added, where it stands', () => {
    expect(shown(['a', 'b', 'c'], ['a', 'c', 'd'])).toBe('0=0 1- 2=1 +2');
    expect(shown([], ['a'])).toBe('+0');
    expect(shown(['a'], [])).toBe('0-');
  });

  it('lets steps of one method and name go together where the rest differs', () => {
    expect(shown(['a', 'b1', 'c'], ['a', 'b2', 'c'])).toBe('0=0 1=1 2=2');
    expect(shown(['a', 'b1', 'c'], ['a', 'd2', 'c'])).toBe('0=0 1- +1 2=2');
  });

  it('knows a step that stands elsewhere', () => {
    expect(shown(['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'a'])).toBe('0=3^ 1=0 2=1 3=2');
  });

  it('takes no order for one where requests overlapped, or other clients sent them', () => {
    const together = (exact: string): Step => ({ exact, at: [0, 100] });
    expect(shown([together('a'), together('b')], [together('b'), together('a')])).toBe('0=1~ 1=0');
    expect(shown(['a@x', 'b@y'], ['b@y', 'a@x'])).toBe('0=1~ 1=0');
    // Where it overlapped on one side only, nobody had to wait there.
    expect(shown([together('a'), together('b')], ['b', 'a'])).toBe('0=1~ 1=0');
  });

  it('tells steps apart that read alike by who sent them', () => {
    expect(shown(['a@x', 'a@y', 'b@x'], ['a@y', 'a@x', 'b@x'])).toBe('0=1~ 1=0 2=2');
    // A client that only one side knows says nothing.
    expect(shown(['a@x', 'b@x'], ['a@z', 'b@z'])).toBe('0=0 1=1');
  });

  it('tells steps apart that read alike by what they carry', () => {
    const get = (from: number, at: readonly [number, number]): Step => ({ exact: 'g', from: [from], at });
    const left = ['c1', 'c2', get(0, [20, 60]), get(1, [21, 60])];
    const right = ['c1', 'c2', get(1, [20, 60]), get(0, [21, 60])];
    expect(shown(left, right)).toBe('0=0 1=1 2=3~ 3=2');
  });

  it('pairs a step that carries what came from elsewhere with the one at its place', () => {
    const get = (from: number): Step => ({ exact: 'g', from: [from] });
    expect(shown(['c1', 'd1', get(0)], ['c1', 'd1', get(1)])).toBe('0=0 1=1 2=2');
  });
});

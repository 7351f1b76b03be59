import { describe, expect, it } from 'vitest';
import { rowViews } from '../../../../renderer/negotiation/cell-view.ts';
import { party, row, said } from './make-report.ts';

const PARTIES = [
  party('client', 'c'),
  party('instance', 'a'),
  party('instance', 'b'),
  party('instance', 'x'),
];
const FLEETS = [['a', 'b']];
const declared = (id: string) => ({ party: id, state: 'declared', history: [said(1)] }) as const;
const absent = (id: string) => ({ party: id, state: 'absent', history: [] }) as const;

describe('a row of the matrix', () => {
  it('gives each party what it says and what it did with those that it met', () => {
    const uses = (...latest: number[]) => ({ count: latest.length, first: 1, last: 9, latest });
    const [view] = rowViews({
      parties: PARTIES,
      fleets: [],
      rows: [
        row('tools', {
          cells: [declared('a'), absent('b')],
          pairs: [
            { client: 'c', instance: 'a', inForce: 'yes', used: uses(1, 4) },
            {
              client: 'c',
              instance: 'b',
              inForce: 'no',
              used: uses(3),
              usedWithout: { ...uses(3), says: 'So.' },
            },
          ],
        }),
      ],
    });
    expect(view?.cells.get('c')).toMatchObject({
      said: undefined,
      inForce: true,
      used: { count: 3, latest: [1, 3, 4] },
      usedWithout: { count: 1, latest: [3] },
    });
    expect(view?.cells.get('a')).toMatchObject({ said: { state: 'declared' }, inForce: true });
    expect(view?.cells.get('a')?.usedWithout).toBeUndefined();
    expect(view?.cells.get('b')).toMatchObject({ said: { state: 'absent' }, inForce: false });
    expect(view?.cells.get('x')).toMatchObject({ said: undefined, inForce: false, pairs: [] });
    expect(view?.standsOut).toBe(true);
  });

  it('keeps the latest twenty exchanges of a sum', () => {
    const uses = (from: number) => {
      const latest = Array.from({ length: 20 }, (_, index) => from + 2 * index);
      return { count: 20, first: from, last: from + 38, latest };
    };
    const [view] = rowViews({
      parties: PARTIES,
      fleets: [],
      rows: [
        row('tools', {
          pairs: [
            { client: 'c', instance: 'a', inForce: 'yes', used: uses(1) },
            { client: 'c', instance: 'b', inForce: 'yes', used: uses(2) },
          ],
        }),
      ],
    });
    const used = view?.cells.get('c')?.used;
    expect(used?.count).toBe(40);
    expect(used?.latest).toEqual(Array.from({ length: 20 }, (_, index) => 21 + index));
  });
});

describe('the instances of one server', () => {
  const uneven = (cells: Parameters<typeof row>[1]) => {
    const [view] = rowViews({
      parties: PARTIES,
      fleets: FLEETS,
      rows: [row('tools', { uneven: 'They differ.', ...cells })],
    });
    return [...(view?.cells ?? [])].filter(([, cell]) => cell.uneven).map(([id]) => id);
  };

  it('stand out where one says what the other does not', () => {
    expect(uneven({ cells: [declared('a'), absent('b'), declared('x')] })).toEqual(['a', 'b']);
  });

  it('stand out where their settings differ', () => {
    const differences = [
      {
        pointer: '/page',
        values: [
          { party: 'a', value: 1 },
          { party: 'b', value: 2 },
        ],
      },
    ];
    expect(uneven({ cells: [declared('a'), declared('b')], differences })).toEqual(['a', 'b']);
  });

  it('stand out where only one era tells, and never for what nobody heard', () => {
    expect(uneven({ cells: [declared('a'), declared('b')] })).toEqual(['a', 'b']);
    expect(uneven({ cells: [declared('a'), { party: 'b', state: 'unknown', history: [] }] })).toEqual(['a']);
  });

  it('do not stand out where nothing is uneven', () => {
    const [view] = rowViews({
      parties: PARTIES,
      fleets: FLEETS,
      rows: [row('tools', { cells: [declared('a'), absent('b')] })],
    });
    expect([...(view?.cells.values() ?? [])].some((cell) => cell.uneven)).toBe(false);
    expect(view?.standsOut).toBe(false);
  });
});

it('lets a malformed id stand out', () => {
  const [view] = rowViews({
    parties: PARTIES,
    fleets: [],
    rows: [row('x', { malformed: 'it has no prefix' })],
  });
  expect(view?.standsOut).toBe(true);
});

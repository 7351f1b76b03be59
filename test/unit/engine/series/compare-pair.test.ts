import { describe, expect, it } from 'vitest';
import { LiveValues } from '../../../../engine/replay/plan/live-values.ts';
import {
  comparePair,
  type ComparedExchange,
  type PairResult,
} from '../../../../engine/series/compare-pair.ts';
import { RedactedNumbers } from '../../../../engine/series/redacted-numbers.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import { flow } from '../../../support/replay/planned.ts';

const [THEN, NOW] = ['bsk_11aa22bb33cc', 'bsk_99ff88ee77dd'];
const basket = flow(1, [2], {
  ...{ id: 'basket', value: THEN },
  producer: { number: 1, pointer: '/result/structuredContent/basketId' },
  consumers: [{ number: 2, pointer: '/params/arguments/basketId' }],
});

function exchange(number: number, args: JsonObject, value: JsonObject, part: Partial<ComparedExchange> = {}) {
  return {
    ...{ number, method: 'tools/call', name: 'tool', params: { name: 'tool', arguments: args } },
    answer: { status: 200, result: { structuredContent: value } },
    compared: 'whole',
    ...part,
  } as const satisfies ComparedExchange;
}

interface Comparer {
  readonly compare: (left: ComparedExchange, right: ComparedExchange) => PairResult;
}

function comparer(isCompared?: (number: number) => boolean): Comparer {
  const context = {
    live: new LiveValues({ flows: [basket] }),
    numbers: new RedactedNumbers(() => false),
    ...{ known: [], isPlaceholder: () => false },
    ...(isCompared && { isCompared }),
  };
  return { compare: (left, right) => comparePair(left, right, context) };
}

const pointers = ({ differences }: PairResult): string[] => differences.map(({ pointer }) => pointer);

describe('comparePair', () => {
  it('finds what differs in request and answer', () => {
    const found = comparer().compare(
      exchange(5, { a: 1 }, { cents: 450 }),
      exchange(7, { a: 2 }, { cents: 520 }),
    );
    expect(pointers(found)).toEqual(['/params/arguments/a', '/result/structuredContent/cents']);
    expect(found).toMatchObject({ total: 2, noise: [] });
  });

  it('takes what flows for what it is, once the step that gave it was compared', () => {
    const { compare } = comparer();
    expect(compare(exchange(1, {}, { basketId: THEN }), exchange(3, {}, { basketId: NOW })).total).toBe(0);
    const used = compare(
      exchange(2, { basketId: THEN }, { id: THEN }),
      exchange(4, { basketId: NOW }, { id: NOW }),
    );
    expect(used).toEqual({ differences: [], total: 0, noise: ['flow'] });
  });

  it('takes it as it is asked with only where the step that gave it is not compared at all', () => {
    const [left, right] = [exchange(2, { basketId: THEN }, {}), exchange(4, { basketId: NOW }, {})];
    expect(comparer((number) => number === 2).compare(left, right).noise).toEqual(['flow']);
    expect(pointers(comparer().compare(left, right))).toEqual(['/params/arguments/basketId']);
  });

  it('compares of a notification only what was sent, and of an early poll only whether there is an error', () => {
    const { compare } = comparer();
    const told = { compared: 'request' } as const;
    expect(compare(exchange(5, {}, { a: 1 }, told), exchange(5, {}, { a: 2 }, told)).total).toBe(0);
    const early = { compared: 'error' } as const;
    expect(compare(exchange(5, {}, { a: 1 }, early), exchange(5, {}, { a: 2 })).total).toBe(0);
    const failed = exchange(5, {}, {}, { answer: { status: 200, error: { code: -32603, message: 'x' } } });
    expect(pointers(compare(exchange(5, {}, { a: 1 }, early), failed))).toEqual(['/error']);
  });

  it('compares of _meta what the protocol names and both say', () => {
    const meta = (_meta: JsonObject) => exchange(5, {}, {}, { params: { _meta } });
    const version = 'io.modelcontextprotocol/protocolVersion';
    const { compare } = comparer();
    expect(
      compare(meta({ [version]: 'a', progressToken: 1 }), meta({ [version]: 'a', progressToken: 2 })).total,
    ).toBe(0);
    expect(compare(meta({ [version]: 'a' }), meta({})).total).toBe(0);
    expect(compare(meta({ [version]: 'a' }), meta({ [version]: 'b' })).total).toBe(1);
  });

  it('keeps the first differences and the beginning of what is long', () => {
    const many = (by: number) =>
      Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${String(at)}`, at + by]));
    const found = comparer().compare(exchange(5, {}, many(0)), exchange(5, {}, many(500)));
    expect([found.total, found.differences.length]).toEqual([50, 40]);
    const [long] = comparer().compare(
      exchange(5, {}, { t: 'x'.repeat(900) }),
      exchange(5, {}, { t: 'y' }),
    ).differences;
    expect(long?.left).toMatch(/^x{300}… \(900 characters\)$/);
  });
});

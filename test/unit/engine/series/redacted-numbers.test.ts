import { describe, expect, it } from 'vitest';
import { memberOf, RedactedNumbers } from '../../../../engine/series/redacted-numbers.ts';
import type { JsonValue } from '../../../../shared/model/json.ts';

const create = (): RedactedNumbers =>
  new RedactedNumbers(
    ({ pointer, text, from }) => memberOf(pointer) === 'pin' || text.slice(0, from).endsWith('order '),
  );

function learnt(pointer: string, left: JsonValue, right: JsonValue): RedactedNumbers {
  const numbers = create();
  numbers.learn({ pointer, kind: 'changed', left, right });
  return numbers;
}

describe('RedactedNumbers', () => {
  it('learns under a secret’s name what stands for what, and finds it in other texts of that side', () => {
    const numbers = learnt('/params/arguments/pin', 481_516, 100_001);
    expect(numbers.putBack('right', 'your pin 100001 is wrong')).toBe('your pin 481516 is wrong');
    expect(numbers.putBack('left', '100001')).toBe('100001');
    expect(numbers.putBack('right', '1000012')).toBe('1000012');
    expect(learnt('/params/pin/0', '1001', '4815').putBack('left', '1001')).toBe('4815');
  });

  it.each([
    ['another name', '/params/arguments/count', 481_516, 100_001],
    ['another length', '/params/arguments/pin', 4815, 100_001],
    ['a number that stands for none', '/params/arguments/pin', 481_516, 162_342],
    ['zeros alone', '/params/arguments/pin', 481_516, 100_000],
    ['no number', '/params/arguments/pin', 'secret', '100001'],
    ['a true value', '/params/arguments/pin', true, 1001],
  ])('learns nothing of %s', (_, pointer, left, right) => {
    expect(learnt(pointer, left, right).putBack('right', String(right))).toBe(String(right));
  });

  it('learns within texts, where all else is the same', () => {
    const numbers = learnt('/text', 'order 4711 of 2026 is ready', 'order 1001 of 2026 is ready');
    expect(numbers.putBack('right', '1001')).toBe('4711');
    const [other, longer] = ['order 1001 of 2025 is ready', 'order 1001 of 2026 is late, and'];
    expect(learnt('/text', 'order 4711 of 2026 is ready', other).putBack('right', '2025')).toBe('2025');
    expect(learnt('/text', 'order 4711 of 2026 is ready', longer).putBack('right', '1001')).toBe('1001');
    expect(learnt('/text', 'order 4711', 'offer 1001').putBack('right', '1001')).toBe('1001');
  });

  it('keeps what was told first: the same placeholder for another number is a change', () => {
    const numbers = learnt('/pin', 4815, 1001);
    numbers.learn({ pointer: '/pin', kind: 'changed', left: 1623, right: 1001 });
    expect(numbers.putBack('right', '1001')).toBe('4815');
  });
});

it('takes the last member of a pointer that is no index', () => {
  expect(['/a/pins/3', '/a~1b', '', '/0'].map(memberOf)).toEqual(['pins', 'a/b', '', '']);
});

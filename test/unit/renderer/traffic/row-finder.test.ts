import { expect, it, vi } from 'vitest';
import { RowFinder } from '../../../../renderer/traffic/row-finder.ts';
import type { Bridge } from '../../../../shared/bridge/bridge.ts';
import type { FoundNumbers } from '../../../../shared/bridge/search-commands.ts';

interface Asked {
  readonly among?: readonly number[];
  readonly above?: number;
}

function found(numbers: readonly number[], more: Partial<FoundNumbers> = {}): FoundNumbers {
  const packed = Buffer.from(Uint32Array.from(numbers).buffer).toString('base64');
  return { packed, total: numbers.length, judged: false, ...more };
}

/** An engine that answers what it is told to, one question after the other. */
function setUp() {
  const asked: Asked[] = [];
  const waiting: ((answer: unknown) => void)[] = [];
  const told: string[] = [];
  const bridge = {
    invoke: (
      _command: string,
      { captureId: _id, filter: _filter, ...which }: Asked & Record<string, unknown>,
    ) => {
      asked.push(which);
      return new Promise((resolve) => waiting.push(resolve));
    },
  } as unknown as Bridge;
  const finder = new RowFinder({
    ...{ bridge, captureId: 'c', filter: 'f' },
    onFound: () => told.push('found'),
    onDecided: (numbers) => told.push(`decided ${numbers.join()}`),
    onProgress: (through) => told.push(`through ${String(through)}`),
    onProblem: (message) => told.push(message),
  });
  const answer = async (value: FoundNumbers | string): Promise<void> => {
    waiting.shift()?.(
      typeof value === 'string' ? { ok: false, error: { code: 'IO', message: value } } : { ok: true, value },
    );
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const passing = (): number[] =>
    Array.from({ length: 20 }, (_, index) => index).filter((n) => finder.passes(n));
  return { finder, asked, told, answer, passing };
}

it('asks for all, and then for what has changed meanwhile, together', async () => {
  const { finder, asked, told, answer, passing } = setUp();
  finder.findAll();
  finder.changed([3]);
  finder.changed([4, 3]);
  await answer(found([1, 3]));
  expect(passing()).toEqual([1, 3]);
  await answer(found([4]));
  expect(passing()).toEqual([1, 4]);
  expect(asked).toEqual([{}, { among: [3, 4] }]);
  expect(told).toEqual(['through undefined', 'found', 'decided 3,4']);
});

it('goes on where the search of bodies stopped, and shows at first what it has by then', async () => {
  const { finder, asked, told, answer, passing } = setUp();
  finder.findAll();
  await answer(found([1], { through: 5 }));
  expect(passing()).toEqual([1]);
  await answer(found([7]));
  expect(passing()).toEqual([1, 7]);
  expect(asked).toEqual([{}, { above: 5 }]);
  expect(told).toEqual(['through 5', 'found', 'through undefined', 'found']);
  // Anew, what stands there stays until all is known.
  finder.findAll();
  await answer(found([], { through: 5 }));
  expect(passing()).toEqual([1, 7]);
  await answer(found([8]));
  expect(passing()).toEqual([8]);
});

it('asks once more of rows that the search did not come to', async () => {
  const { finder, asked, answer, passing } = setUp();
  finder.changed([2, 9]);
  await answer(found([2], { through: 5 }));
  await answer(found([9]));
  expect(passing()).toEqual([2, 9]);
  expect(asked).toEqual([{ among: [2, 9] }, { among: [9] }]);
});

it('tells why there is no answer, and is silent once it is stopped', async () => {
  const { finder, told, answer } = setUp();
  finder.findAll();
  await answer('The disk said no.');
  finder.findAll();
  finder.stop();
  await answer(found([1]));
  expect(told).toEqual(['The disk said no.']);
});

it('asks anew while exchanges are judged, once a second at most, where the filter leans on that', async () => {
  vi.useFakeTimers();
  try {
    const { finder, asked, answer } = setUp();
    finder.findAll();
    await answer(found([1]));
    finder.judged();
    finder.heardAnew();
    vi.advanceTimersByTime(5_000);
    expect(asked).toHaveLength(1);
    finder.findAll();
    await answer(found([1], { judged: true }));
    finder.judged();
    finder.judged();
    vi.advanceTimersByTime(1_000);
    expect(asked).toHaveLength(3);
    await answer(found([1], { judged: true }));
    finder.heardAnew();
    expect(asked).toHaveLength(4);
  } finally {
    vi.useRealTimers();
  }
});

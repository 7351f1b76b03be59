import { expect, it, vi } from 'vitest';
import { AppError } from '../../../../../engine/app-error.ts';
import type { FoundWithin, JudgeProgress } from '../../../../../engine/capture/judging/judge-messages.ts';
import {
  gatherFindings,
  type Gathering,
  type JudgedCaptures,
} from '../../../../../engine/replay/findings/gather-findings.ts';
import { SentExchanges } from '../../../../../engine/replay/findings/sent-exchanges.ts';

const PROGRESS: JudgeProgress = { judged: 3, ended: 8, tallies: [] };
const FOUND: readonly FoundWithin[] = [
  { rule: 'r.one', side: 'server', severity: 'error', numbers: [10, 50_010] },
  { rule: 'r.two', side: 'client', severity: 'warning', numbers: [11] },
];

function captures(change: Partial<JudgedCaptures> = {}): JudgedCaptures {
  return {
    settled: () => Promise.resolve(PROGRESS),
    progress: () => Promise.resolve(PROGRESS),
    within: (captureId, first, last) =>
      Promise.resolve(
        (captureId === 'recording' ? [{ ...FOUND[1], numbers: [2] } as FoundWithin] : FOUND).map((each) => ({
          ...each,
          numbers: each.numbers.filter((number) => first <= number && number <= last),
        })),
      ),
    next: (_, rule, after) =>
      Promise.resolve([
        {
          number: after + 1,
          finding: {
            ...{
              rule,
              severity: 'error',
              message: `${rule} at ${String(after + 1)}`,
              pointer: 'response:/x',
            },
            side: rule === 'r.two' ? 'client' : 'server',
          },
        },
      ]),
    titleOf: (rule) => `Title of ${rule}`,
    isMuted: () => false,
    ...change,
  };
}

function gathering(change: Partial<Gathering> = {}): Gathering {
  const sent = new SentExchanges();
  for (const [number, step] of [
    [10, 1],
    [11, 2],
    [50_010, 3],
  ] as const)
    sent.add({ captureId: 'c', number }, { step, instanceId: 'a' });
  return {
    ...{ sent, instanceIds: ['a'], recording: { captureId: 'recording', first: 1, last: 3 } },
    ...{ mostMs: 60_000, signal: new AbortController().signal, onDoing: () => undefined },
    ...change,
  };
}

it('tells what was found in the exchanges of a replay, with an example of each', async () => {
  const { findings, notes } = await gatherFindings(captures(), gathering());
  expect(notes).toEqual([]);
  expect(findings).toMatchObject([
    {
      ...{ rule: 'r.one', title: 'Title of r.one', count: 2, steps: [1, 3] },
      example: {
        ref: { captureId: 'c', number: 10 },
        ...{ number: 1, instanceId: 'a', message: 'r.one at 10', pointer: 'response:/x' },
      },
    },
    { rule: 'r.two', side: 'client', steps: [2], example: { message: 'r.two at 11' } },
  ]);
});

it('blames no client where the recording is closed by now', async () => {
  const closed = captures({
    settled: (id) =>
      id === 'recording'
        ? Promise.reject(new AppError('NOT_FOUND', 'This capture is closed.'))
        : Promise.resolve(PROGRESS),
  });
  const { findings } = await gatherFindings(closed, gathering());
  expect(findings.map(({ rule }) => rule)).toEqual(['r.one']);
});

it('waits no longer than it is told, and says what is missing', async () => {
  const never = captures({ settled: () => new Promise(() => undefined) });
  const { findings, notes } = await gatherFindings(never, gathering({ mostMs: 0 }));
  expect(notes).toEqual([
    'Not all answers were held against the rules by then: 3 of 8 exchanges of this capture were.',
  ]);
  expect(findings).toHaveLength(2);
});

it('does not wait for the judge once it is cancelled', async () => {
  const abort = new AbortController();
  const never = captures({
    settled: () => {
      abort.abort();
      return new Promise(() => undefined);
    },
  });
  const { notes } = await gatherFindings(never, gathering({ signal: abort.signal }));
  expect(notes).toHaveLength(1);
});

it('tells how far the judge is meanwhile', async () => {
  const settled = Promise.withResolvers<JudgeProgress>();
  const doing: string[] = [];
  const onDoing = (words: string): void => {
    doing.push(words);
    settled.resolve(PROGRESS);
  };
  vi.useFakeTimers();
  try {
    const gathered = gatherFindings(captures({ settled: () => settled.promise }), gathering({ onDoing }));
    await vi.advanceTimersByTimeAsync(1_000);
    await gathered;
  } finally {
    vi.useRealTimers();
  }
  expect(doing).toEqual(['holding answers against the rules: 3 of 8']);
});

it('says why nothing more is judged, and how much is muted', async () => {
  const problem = 'Nothing more is judged in this capture: the disk is full.';
  const { findings, notes } = await gatherFindings(
    captures({
      settled: () => Promise.resolve({ ...PROGRESS, problem }),
      isMuted: (rule) => rule === 'r.one',
    }),
    gathering(),
  );
  expect(notes).toEqual([
    `Not all answers were held against the rules: ${problem}`,
    'Findings of rules that are muted here are not told: 2.',
  ]);
  expect(findings.map(({ rule }) => rule)).toEqual(['r.two']);
});

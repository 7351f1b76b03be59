import { describe, expect, it } from 'vitest';
import { saysOf, type Surroundings } from '../../../../engine/tasks/says.ts';
import { afterFailure, type Course } from '../../../../engine/tasks/task-course.ts';
import { asking, BY, course } from './samples.ts';

const around: Surroundings = { nameOf: (id) => id.toUpperCase(), asks: ['a'], listening: [], nextPollAt: 1 };
const says = (of: Course, part: Partial<Surroundings> = {}): string => saysOf(of, { ...around, ...part });

describe('what a driven task says of itself', () => {
  it.each([
    [course(), {}, 'Asks A every 1 s, as the server names no pace.'],
    [course({ pollIntervalMs: 250 }), {}, 'Asks A every 250 ms, as the server asks.'],
    [course({}, { handPollMs: 1_500 }), {}, 'Asks A every 1.5 s, set by hand.'],
    [
      course({ pollIntervalMs: 600_000 }, { handPollMs: 50, routing: 'round-robin' }),
      { asks: ['a', 'b'] },
      'Asks A and B in turn every 50 ms, set by hand: the server asks for 10 min.',
    ],
    [
      course({}, { routing: 'all' }),
      { asks: ['a', 'b', 'c', 'd', 'e', 'f'] },
      'Asks A, B, C, D and 2 more at once every 1 s, as the server names no pace.',
    ],
    [course({}, { routing: 'all' }), {}, 'Asks A every 1 s, as the server names no pace.'],
    [
      course({}, { listen: 'instead', unknownOn: ['b', 'c'] }),
      { listening: ['A'], nextPollAt: undefined },
      'A tells of it. Nobody is polled meanwhile. B and C do not know it.',
    ],
    [
      course({}, { listen: 'beside' }),
      { listenProblem: 'A does not tell of this task.' },
      'Asks A every 1 s, as the server names no pace. A does not tell of this task.',
    ],
    [
      afterFailure(course(), { says: 'A: no.', final: false }),
      {},
      'Asks A every 1 s, as the server names no pace. The last poll failed: A: no.',
    ],
    [
      course({ status: 'input_required', requests: [asking('k')] }, { cancelAskedAt: 7 }),
      {},
      'Asks A every 1 s, as the server names no pace. It waits for an answer. It was asked to cancel; whether it does is the server’s to decide.',
    ],
    [
      course({}, { state: 'paused', cancelAskedAt: 7, cancelProblem: 'A refused tasks/cancel.' }),
      {},
      'Paused by hand: nothing is asked. A refused tasks/cancel.',
    ],
    [course({}, { state: 'stopped', why: 'Because.' }), {}, 'Because.'],
  ] as const)('%#: %j', (of, part, sentence) => {
    const { nextPollAt, ...rest } = { ...around, ...part } as Surroundings;
    expect(saysOf(of, { ...rest, ...(nextPollAt !== undefined && { nextPollAt }) })).toBe(sentence);
  });

  it.each([
    [course({ status: 'completed', result: {} }), 'Completed.'],
    [course({ status: 'completed', result: {}, statusMessage: 'Well.' }), 'Completed. Well.'],
    [course({ status: 'cancelled' }, { cancelAskedAt: 7 }), 'Cancelled.'],
    [course({ status: 'cancelled' }), 'Cancelled, by somebody else than Hopscope.'],
    [
      course({ status: 'failed' }, { cancelAskedAt: 7 }),
      'Failed without its error, which the server has to give. It was asked to cancel before that.',
    ],
  ])('how it ended: %#', (of, sentence) => {
    expect(says(of)).toBe(sentence);
  });

  it('tells a tool’s own error from the protocol’s', () => {
    const ended = course({ status: 'completed', result: { isError: true } });
    expect(ended.outcome).toEqual({ kind: 'tool-error', shownBy: BY, value: { isError: true } });
    expect(says(ended)).toBe('Completed: the tool reports an error of its own.');
    expect(says(course({ status: 'failed', error: {} }))).toBe('Failed with a JSON-RPC error.');
  });
});

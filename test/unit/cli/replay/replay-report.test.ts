import { expect, it } from 'vitest';
import type { Engine } from '../../../../engine/index.ts';
import { readReplay, replayExitCode } from '../../../../cli/replay/replay-report.ts';
import type { PointerClass } from '../../../../shared/model/replay-verdict.ts';
import { sampleReplay, sampleVerdict } from '../../shared/model/sample-replay.ts';

const plain = sampleReplay();
const proof = sampleReplay({ wish: { ...plain.wish, kind: 'prove' } });

it('has the exit codes of the command line', () => {
  expect(replayExitCode(plain)).toBe(0);
  expect(replayExitCode({ ...plain, verdict: sampleVerdict('stateless', { changed: 1 }) })).toBe(1);
  expect(replayExitCode({ ...plain, held: 1 })).toBe(3);
  expect(replayExitCode({ ...proof, held: 1, verdict: sampleVerdict('not-stateless') })).toBe(1);
  expect(replayExitCode({ ...proof, state: 'cancelled' })).toBe(3);
});

it('reads the rows of classes that there are, sent ones, each with the place that says most', async () => {
  const place = (pointer: string, found: PointerClass['class'] = 'changed'): PointerClass => ({
    pointer,
    class: found,
    because: '',
    values: [],
  });
  const asked: string[] = [];
  const bridge = {
    invoke: (command: string, input: { class?: string; number?: number }) => {
      asked.push([command, input.class ?? input.number].join(' ').trim());
      const value = {
        'replay.matrix': { rows: [{ number: 5 }, { number: 6, held: true }, { number: 7 }], total: 3 },
        'replay.step': {
          classes:
            input.number === 5
              ? [place('/result/isError', 'noise'), place('/result/content/0'), place('/error/code')]
              : [place('/result/content/0')],
        },
        'replay.plan': {
          tools: [
            { tool: 'drop', safety: 'held', because: '', steps: 1 },
            { tool: 'get', safety: 'safe', because: '', steps: 2 },
          ],
        },
      }[command];
      return Promise.resolve({ ok: true, value });
    },
  };
  const state = { ...plain, verdict: sampleVerdict('stateless', { changed: 2 }) };
  const { rows, held } = await readReplay({ bridge } as unknown as Engine, state);
  expect(rows).toEqual([
    {
      class: 'changed',
      rows: [
        { number: 5, at: place('/error/code') },
        { number: 7, at: place('/result/content/0') },
      ],
      total: 2,
    },
  ]);
  expect(held.map(({ tool }) => tool)).toEqual(['drop']);
  expect(asked).toEqual(['replay.matrix changed', 'replay.step 5', 'replay.step 7', 'replay.plan']);
});

import { expect, test } from 'vitest';
import { readConversation, rowsAfter, withLinked } from '../../../cli/conversation.ts';
import type { ExchangeLink, Row } from '../../../shared/model/exchange.ts';
import { outcome } from './sample-outcome.ts';

function row(number: number, link?: ExchangeLink): Row {
  const { row: sample } = outcome({ number, ...(link && { link }) }).detail;
  return sample;
}

/** An engine that knows these rows. */
function engine(rows: readonly Row[]) {
  const asked: string[] = [];
  const ask = (
    command: string,
    input: { number?: number; after?: number; limit?: number },
  ): Promise<unknown> => {
    asked.push(command);
    switch (command) {
      case 'capture.rows':
        return Promise.resolve({
          rows: rows.filter(({ number }) => number > (input.after ?? 0)).slice(0, input.limit),
          total: rows.length,
        });
      case 'exchange.get':
        return Promise.resolve(outcome({ number: input.number ?? 0 }).detail);
      case 'exchange.events':
        return Promise.resolve({ events: [], total: 0 });
      default:
        return Promise.resolve({ base64: '', total: 0 });
    }
  };
  return { asked, ask: ask as Parameters<typeof rowsAfter>[0] };
}

test('all rows come, however many', async () => {
  const rows = Array.from({ length: 1_203 }, (_, index) => row(index + 1));
  const { ask, asked } = engine(rows);
  expect((await rowsAfter(ask, 'c', 2)).map(({ number }) => number)).toEqual(
    rows.slice(2).map(({ number }) => number),
  );
  expect(asked).toHaveLength(3);
});

test('what belongs to an exchange goes with it, and what only follows another does not', () => {
  const rows = [
    row(4),
    row(5, { kind: 'handshake', to: 4 }),
    row(6, { kind: 'reply', to: 4 }),
    row(7, { kind: 'resumed', to: 4 }),
    row(8, { kind: 'reply', to: 7 }),
    row(9, { kind: 'cancel', to: 3 }),
    row(10, { kind: 'round', to: 4, round: 2 }),
  ];
  expect(withLinked([4], rows)).toEqual([4, 6, 7, 8]);
  expect(withLinked([10, 4], rows)).toEqual([4, 6, 7, 8, 10]);
});

test('the last request has the answer, all else are steps', async () => {
  const { ask } = engine([
    row(4),
    row(5),
    row(6, { kind: 'round', to: 4, round: 2 }),
    row(7, { kind: 'reply', to: 6 }),
  ]);
  const { steps, answer } = await readConversation(ask, [
    { captureId: 'c', number: 4 },
    { captureId: 'c', number: 6 },
  ]);
  expect(steps.map(({ detail }) => detail.ref.number)).toEqual([4, 7]);
  expect(answer.detail.ref.number).toBe(6);
  await expect(readConversation(ask, [])).rejects.toThrow('without an exchange');
});

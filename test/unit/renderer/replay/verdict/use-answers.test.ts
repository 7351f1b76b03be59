import { expect, it } from 'vitest';
import { readAnswers } from '../../../../../renderer/replay/verdict/use-answers.ts';
import { fakeBridge, Refusal } from '../fake-replay.ts';

const LEFT = { captureId: 'c1', number: 3 };
const RIGHT = { captureId: 'c1', number: 5 };

function detailOf(number: number) {
  const base = { ref: { captureId: 'c1', number }, row: { number, eventCount: 1 }, request: { headers: [] } };
  if (number === 5) return { ...base, failure: { kind: 'refused', message: 'Nobody listens there.', at: 0 } };
  const body = { bytes: 10, text: '{"result":{}}', truncated: false };
  return { ...base, response: { status: 200, headers: [['Content-Type', 'application/json']], body } };
}

it('reads both answers and where they differ; a failure is an answer, too', async () => {
  const difference = { pointer: '', kind: 'removed' };
  const { bridge } = fakeBridge({
    'exchange.get': ({ number }: { number: number }) => detailOf(number),
    'exchange.compare': () => ({ columns: [{ differences: [] }, { differences: [difference] }] }),
  });
  expect(await readAnswers(bridge, LEFT, RIGHT)).toEqual({
    ok: true,
    answers: {
      left: { text: '{"result":{}}', status: 200 },
      right: { failure: 'Nobody listens there.' },
      differences: [difference],
    },
  });
});

it('does without the differences, and says which exchange is gone', async () => {
  const { bridge } = fakeBridge({ 'exchange.get': ({ number }: { number: number }) => detailOf(number) });
  const read = await readAnswers(bridge, LEFT, RIGHT);
  expect(read).toMatchObject({ ok: true });
  expect(read.ok && read.answers).not.toHaveProperty('differences');
  const gone = fakeBridge({
    'exchange.get': () => {
      throw new Refusal('NOT_FOUND', 'The capture is closed.');
    },
  });
  expect(await readAnswers(gone.bridge, LEFT, RIGHT)).toEqual({
    ok: false,
    problem: 'The capture is closed.',
  });
});

import { expect, it } from 'vitest';
import { isAnswered, notedSender, type StepOrder } from '../../../../../engine/replay/run/step-sender.ts';

it.each([
  [{ status: 200, result: {} }, true],
  [{ status: 400, error: { code: -32602 } }, true],
  [{ status: 202 }, true],
  [{ failureKind: 'refused' }, false],
  [{ status: 200, failureKind: 'cut', text: 'half' }, false],
  [{ status: 502, failureKind: 'malformed', text: '<html>' }, true],
  [{ status: 200, failureKind: 'malformed' }, false],
])('%o is answered: %s', (answer, expected) => {
  expect(isAnswered(answer)).toBe(expected);
});

it('notes each exchange that a sender makes, and for which step', async () => {
  const calls: unknown[] = [];
  const refs = [{ captureId: 'c', number: 5 }, undefined, { captureId: 'c', number: 6 }];
  const sender = notedSender(
    {
      send: () => Promise.resolve({ state: 'failed', ...refs.splice(0, 1).map((ref) => ref && { ref })[0] }),
      giveUp: () => calls.push('giveUp'),
      close: () => Promise.resolve(void calls.push('close')),
    },
    { add: (ref, sent) => calls.push([ref.number, sent]) },
  );
  const order = { step: { number: 3 }, instanceId: 'a' } as StepOrder;
  for (let times = 0; times < 3; times += 1) await sender.send(order);
  sender.giveUp();
  await sender.close();
  const sent = { step: 3, instanceId: 'a' };
  expect(calls).toEqual([[5, sent], [6, sent], 'giveUp', 'close']);
});

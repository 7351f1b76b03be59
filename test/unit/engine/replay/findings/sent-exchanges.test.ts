import { expect, it } from 'vitest';
import { SentExchanges } from '../../../../../engine/replay/findings/sent-exchanges.ts';

it('knows for which step an exchange was sent, and where to', () => {
  const sent = new SentExchanges();
  sent.add({ captureId: 'c', number: 12 }, { step: 3, instanceId: 'b' });
  sent.add({ captureId: 'c', number: 9 }, { step: 2, instanceId: 'a' });
  sent.add({ captureId: 'd', number: 1 }, { step: 3, instanceId: 'a' });
  expect(sent.ranges()).toEqual([
    { captureId: 'c', first: 9, last: 12 },
    { captureId: 'd', first: 1, last: 1 },
  ]);
  expect([...sent.find('c', new Set([9, 10, 12]))]).toEqual([
    [12, { step: 3, instanceId: 'b' }],
    [9, { step: 2, instanceId: 'a' }],
  ]);
  expect(sent.find('e', new Set([9])).size).toBe(0);
});

import { expect, it } from 'vitest';
import { AskedValues } from '../../../../../engine/replay/plan/asked-values.ts';
import { sharedBySteps } from '../../../../../engine/replay/plan/shared-handles.ts';
import { session, step, toolCall } from '../../../../support/replay/planned.ts';

function sharedIn(writes: boolean): (readonly number[])[] {
  const asked = new AskedValues();
  const exchanges = session(
    toolCall('get_account', { accountId: 'ACC-1', language: 'de-1' }, {}),
    toolCall('close_account', { accountId: 'ACC-1' }, {}),
    toolCall('get_account', { accountId: 'ACC-2', language: 'de-1' }, {}),
  );
  for (const each of exchanges) asked.learn(each, true);
  const safe = { kind: 'read', safety: 'safe' } as const;
  const steps = [1, 2, 3].map((number) => step({ number, ...(number === 2 && writes ? {} : safe) }));
  return [...sharedBySteps(asked, steps)];
}

it('finds who names one thing that somebody may change', () => {
  expect(sharedIn(true)).toEqual([[1, 2]]);
});

it('asks for no order among those who only read', () => {
  expect(sharedIn(false)).toEqual([]);
});

import { expect, it } from 'vitest';
import { sessionOnly } from '../../../../engine/workspace/secret-store.ts';

it('says that nothing is kept, why, and what to do; and keeps nothing', async () => {
  const store = sessionOnly('there is no keyring');
  expect(await store.state()).toEqual({
    kept: false,
    says: expect.stringContaining('because there is no keyring. To have one again') as string,
  });
  await expect(store.write('a', 'b')).rejects.toThrow('there is no keyring');
  expect(await store.read('a')).toBeUndefined();
  await store.remove('a');
});

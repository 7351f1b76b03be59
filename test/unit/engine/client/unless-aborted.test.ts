import { expect, it } from 'vitest';
import { unlessAborted } from '../../../../engine/client/unless-aborted.ts';

it('comes to what the promise comes to', async () => {
  const { signal } = new AbortController();
  await expect(unlessAborted(Promise.resolve(7), signal)).resolves.toBe(7);
  await expect(unlessAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
});

it('rejects with the reason of a signal that is aborted first, or was before', async () => {
  const never = new Promise<number>(() => undefined);
  const abort = new AbortController();
  const waits = unlessAborted(never, abort.signal);
  abort.abort(new Error('over'));
  await expect(waits).rejects.toThrow('over');
  await expect(unlessAborted(never, abort.signal)).rejects.toThrow('over');
});

it('leaves no rejection of a promise that nobody waits for any more unheard', async () => {
  const late = Promise.withResolvers<number>();
  const waits = unlessAborted(late.promise, AbortSignal.abort(new Error('over')));
  await expect(waits).rejects.toThrow('over');
  late.reject(new Error('too late'));
  await expect(late.promise).rejects.toThrow('too late');
});

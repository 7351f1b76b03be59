import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endProgram } from '../../../web/end-program.ts';

const fails = (): Promise<void> => Promise.reject(new Error('no'));
const hangs = (): Promise<void> => new Promise(() => undefined);

function harness(host: () => Promise<void>, redirect: () => Promise<void> = () => Promise.resolve()) {
  const ended: string[] = [];
  const logged: string[] = [];
  const done = endProgram(
    {
      removeRedirect: () => {
        ended.push('redirect');
        return redirect();
      },
      host: {
        close: () => {
          ended.push('host');
          return host();
        },
      },
      engine: {
        close: () => {
          ended.push('engine');
          return Promise.resolve();
        },
      },
    },
    (line) => logged.push(line),
  );
  return { ended, logged, done };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('endProgram', () => {
  it('ends the engine after the host', async () => {
    const host = Promise.withResolvers<undefined>();
    const { ended, logged, done } = harness(() => host.promise);
    await setImmediate();
    expect(ended).toEqual(['redirect', 'host']);
    host.resolve(undefined);
    await done;
    expect(ended).toEqual(['redirect', 'host', 'engine']);
    expect(logged).toEqual([]);
  });

  it('ends the engine although the host and the redirect fail, and says so', async () => {
    const { ended, logged, done } = harness(fails, fails);
    await done;
    expect(ended).toEqual(['redirect', 'host', 'engine']);
    expect(logged.join('\n')).toMatch(/browser did not end well: no\nThe web host did not end well: no/);
  });

  it.each([
    ['host', hangs, undefined],
    ['redirect', () => Promise.resolve(), hangs],
  ])('ends the engine although the %s hangs', async (_, host, redirect) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { ended, logged, done } = harness(host, redirect);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(ended).not.toContain('engine');
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(ended).toContain('engine');
    expect(logged.join()).toContain('without waiting');
  });

  it('ends what there is when the start failed', async () => {
    const logged: string[] = [];
    const started = { host: undefined, engine: undefined, removeRedirect: () => Promise.resolve() };
    await endProgram(started, (line) => logged.push(line));
    expect(logged).toEqual([]);
  });
});

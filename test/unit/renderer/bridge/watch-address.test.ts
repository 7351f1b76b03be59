import { describe, expect, it, vi } from 'vitest';
import { watchAddress } from '../../../../renderer/bridge/watch-address.ts';

type Reply = { readonly status: number; readonly body?: unknown } | 'cut';

/** A tab with the token T; `replies` are what the host says, in their order. */
function harness(...replies: Reply[]) {
  const events = new EventTarget();
  const location = { hash: '', pathname: '/', search: '?a', reload: vi.fn() };
  const requests: string[] = [];
  const kept: string[] = [];
  const watch = watchAddress(
    {
      location,
      history: {
        replaceState: (_, __, url) => {
          location.hash = url.includes('#') ? url.slice(url.indexOf('#')) : '';
        },
      },
      sessionStorage: {
        getItem: () => 'T',
        setItem: (_: string, value: string) => kept.push(value),
        removeItem: () => undefined,
      },
      fetch: (_, init) => {
        requests.push(typeof init?.body === 'string' ? init.body : 'does T hold?');
        const reply = replies.shift();
        if (reply === undefined) throw new Error('asked too often');
        if (reply === 'cut') return Promise.reject(new TypeError('Failed to fetch'));
        const body = reply.body === undefined ? null : JSON.stringify(reply.body);
        return Promise.resolve(new Response(body, { status: reply.status }));
      },
      addEventListener: (type, listener) => {
        events.addEventListener(type, listener);
      },
      removeEventListener: (type, listener) => {
        events.removeEventListener(type, listener);
      },
    },
    'T',
  );
  const change = async (hash: string): Promise<void> => {
    location.hash = hash;
    events.dispatchEvent(new Event('hashchange'));
    await new Promise(setImmediate);
  };
  return { watch, location, requests, kept, change };
}

const HOLDS: Reply = { status: 204 };
const REFUSED: Reply = { status: 401 };
const NEW_TOKEN: Reply = { status: 200, body: { token: 'U' } };
const USED: Reply = { status: 410, body: { error: { code: 'CODE_USED', message: 'used' } } };

describe('watchAddress', () => {
  it('takes the code out of the address bar at once, and does not use it where the session holds', async () => {
    const { watch, location, requests, change } = harness(HOLDS);
    const changed = change('#code=abc');
    expect(location.hash).toBe('');
    await changed;
    expect(requests).toEqual(['does T hold?']);
    expect(await watch.renew()).toBe(false);
    expect(location.reload).not.toHaveBeenCalled();
  });

  it('exchanges the code where the session does not hold, and loads the page again', async () => {
    const { watch, location, requests, kept, change } = harness(REFUSED, NEW_TOKEN);
    await change('#code=abc');
    expect(requests).toEqual(['does T hold?', '{"code":"abc"}']);
    expect(kept).toEqual(['U']);
    expect(location.hash).toBe('');
    expect(await watch.renew()).toBe(true);
    expect(location.reload).toHaveBeenCalledOnce();
  });

  it('goes on where the code is refused as well', async () => {
    const { watch, location, kept, change } = harness(REFUSED, USED);
    await change('#code=abc');
    expect(kept).toEqual([]);
    expect(location.reload).not.toHaveBeenCalled();
    expect(await watch.renew()).toBe(false);
  });

  it('keeps the newest code while nobody answers, for the end of the session', async () => {
    const { watch, location, requests, kept, change } = harness('cut', 'cut', NEW_TOKEN);
    await change('#code=old');
    await change('#code=new');
    expect(location.hash).toBe('');
    // Twice at once is one exchange.
    expect(await Promise.all([watch.renew(), watch.renew()])).toEqual([true, true]);
    expect(requests.slice(2)).toEqual(['{"code":"new"}']);
    expect(kept).toEqual(['U']);
    expect(location.reload).toHaveBeenCalledOnce();
  });

  it('leaves every other fragment alone, and all of them after its end', async () => {
    const { watch, location, requests, change } = harness();
    await change('#other=1');
    expect(location.hash).toBe('#other=1');
    watch.end();
    await change('#code=abc');
    expect(location.hash).toBe('#code=abc');
    expect(requests).toEqual([]);
  });
});

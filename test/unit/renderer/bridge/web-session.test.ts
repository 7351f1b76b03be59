import { describe, expect, it } from 'vitest';
import { startSession } from '../../../../renderer/bridge/web-session.ts';

interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

function harness(hash: string, stored: string | undefined, replies: (Reply | 'cut')[]) {
  const requests: { path: string; init: RequestInit | undefined }[] = [];
  const replaced: string[] = [];
  let token = stored;
  return {
    requests,
    replaced,
    token: () => token,
    start: () =>
      startSession({
        location: { hash, pathname: '/', search: '?a' },
        history: { replaceState: (_, __, url) => replaced.push(url) },
        sessionStorage: {
          getItem: () => token ?? null,
          setItem: (_: string, value: string) => {
            token = value;
          },
          removeItem: () => {
            token = undefined;
          },
        },
        fetch: (path, init) => {
          requests.push({ path, init });
          const reply = replies.shift();
          if (reply === undefined) throw new Error('asked too often');
          if (reply === 'cut') return Promise.reject(new TypeError('Failed to fetch'));
          const body = reply.body === undefined ? null : JSON.stringify(reply.body);
          return Promise.resolve(new Response(body, { status: reply.status }));
        },
      }),
  };
}
const refusal = (code: string): Reply => ({ status: 403, body: { error: { code, message: 'why' } } });

describe('startSession', () => {
  it('exchanges the code, keeps the token, and takes the code out of the address first', async () => {
    const page = harness('#code=abc', undefined, [{ status: 200, body: { token: 'T' } }]);
    const started = page.start();
    expect(page.replaced).toEqual(['/?a']);
    expect(await started).toEqual({ ok: true, token: 'T' });
    expect(page.token()).toBe('T');
    expect(page.requests).toMatchObject([
      { path: '/session', init: { method: 'POST', body: '{"code":"abc"}' } },
    ]);
  });

  it('learns which captures the person named', async () => {
    const page = harness('#code=abc', undefined, [{ status: 200, body: { token: 'T', opened: ['c2'] } }]);
    expect(await page.start()).toEqual({ ok: true, token: 'T', opened: ['c2'] });
  });

  it('takes the kept token where the host still takes it', async () => {
    const page = harness('', 'T', [{ status: 204 }]);
    expect(await page.start()).toEqual({ ok: true, token: 'T' });
    expect(page.requests).toMatchObject([
      { path: '/session', init: { headers: { Authorization: 'Bearer T' } } },
    ]);
    expect(page.replaced).toEqual([]);
  });

  it('drops a token that the host refuses, and keeps one that it could not ask about', async () => {
    const ended = harness('', 'T', [{ status: 401 }]);
    expect(await ended.start()).toMatchObject({ problem: { reason: 'ended', retry: false } });
    expect(ended.token()).toBeUndefined();
    const away = harness('', 'T', ['cut']);
    expect(await away.start()).toMatchObject({ problem: { reason: 'unreachable', retry: true } });
    expect(away.token()).toBe('T');
    const broken = harness('', 'T', [{ status: 500 }]);
    expect(await broken.start()).toMatchObject({ problem: { reason: 'unreachable' } });
  });

  it('asks nobody without code and token', async () => {
    expect(await harness('', undefined, []).start()).toMatchObject({ problem: { reason: 'no-address' } });
    expect(await harness('#other=1', undefined, []).start()).toMatchObject({
      problem: { reason: 'no-address' },
    });
  });

  it.each([
    ['CODE_USED', 'code-used'],
    ['WRONG_CODE', 'code-wrong'],
    ['SOMETHING_ELSE', 'code-wrong'],
  ])('says %s as %s, and leaves the code out of the address', async (code, reason) => {
    const page = harness('#code=abc', undefined, [refusal(code)]);
    const started = await page.start();
    if (started.ok) throw new Error('was started');
    expect(started.problem.reason).toBe(reason);
    expect(started.problem.message).toMatch(code === 'SOMETHING_ELSE' ? /why/ : /new address/);
    expect(page.replaced).toEqual(['/?a']);
  });

  it('prefers the session of the tab to the refusal of its code', async () => {
    const page = harness('#code=abc', 'T', [refusal('CODE_USED'), { status: 204 }]);
    expect(await page.start()).toEqual({ ok: true, token: 'T' });
  });

  it.each([
    ['a cut', 'cut', 'unreachable'],
    ['an answer that is no JSON', { status: 200 }, 'unreachable'],
  ] as const)('puts the code back for another try after %s', async (_, reply, reason) => {
    const page = harness('#code=a%2Fb', undefined, [reply]);
    expect(await page.start()).toMatchObject({ problem: { reason, retry: true } });
    expect(page.replaced).toEqual(['/?a', '/?a#code=a%2Fb']);
  });
});

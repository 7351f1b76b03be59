import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, postCode, rawRequest, startTestHost, type TestHost } from '../../support/web-host.ts';

let test: TestHost;
beforeEach(async () => {
  test = await startTestHost();
});
afterEach(() => test.close());

describe('the address', () => {
  it('is on 127.0.0.1 and carries its code in the fragment only', () => {
    const url = new URL(test.host.url);
    expect(url.origin).toBe(test.origin);
    expect(url.hostname).toBe('127.0.0.1');
    expect(url.pathname + url.search).toBe('/');
    expect(Buffer.from(codeOf(test.host.url), 'base64url')).toHaveLength(32);
  });

  it('opens a session once; a second use is refused and says what to do', async () => {
    const code = codeOf(test.host.url);
    const first = await postCode(test.origin, code);
    expect(first.status).toBe(200);
    expect(first.headers['cache-control']).toBe('no-store');
    const second = await postCode(test.origin, code);
    expect(second.status).toBe(410);
    expect(JSON.parse(second.body)).toEqual({
      error: {
        code: 'CODE_USED',
        message: expect.stringMatching(/used already.*Press Enter in the terminal/s) as string,
      },
    });
    expect(second.body).not.toContain((JSON.parse(first.body) as { token: string }).token);
  });

  it('can be issued anew for another tab', async () => {
    const token = await test.openSession();
    const again = await postCode(test.origin, codeOf(test.host.issueUrl()));
    expect(JSON.parse(again.body)).toEqual({ token });
  });
});

describe('POST /session', () => {
  it('refuses wrong codes, tells of them once, and still takes the right one', async () => {
    for (let count = 0; count < 25; count += 1) {
      expect((await postCode(test.origin, 'wrong')).status).toBe(403);
    }
    expect(test.logged).toEqual(['A page came with a wrong code and was refused.']);
    expect((await postCode(test.origin, codeOf(test.host.url))).status).toBe(200);
  });

  it.each([
    ['', 'nothing'],
    ['{', 'broken JSON'],
    ['[]', 'no object'],
    ['{"code":7}', 'a number'],
    [JSON.stringify({ code: 'x'.repeat(10_000) }), 'a long text'],
  ])('answers 400 to %s', async (body) => {
    const answer = await rawRequest(test.origin, '/session', {
      method: 'POST',
      headers: { Origin: test.origin },
      body,
    });
    expect(answer.status).toBe(400);
    // The code was not looked at and still holds.
    expect((await postCode(test.origin, codeOf(test.host.url))).status).toBe(200);
  });

  it('refuses an absent and a foreign Origin without looking at the code', async () => {
    const code = codeOf(test.host.url);
    for (const headers of [{}, { Origin: 'https://evil.example' }, { Origin: 'null' }]) {
      expect((await postCode(test.origin, code, headers)).status).toBe(403);
    }
    expect((await postCode(test.origin, code)).status).toBe(200);
  });

  it('knows GET and POST only', async () => {
    const answer = await rawRequest(test.origin, '/session', {
      method: 'PUT',
      headers: { Origin: test.origin },
    });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, POST');
  });
});

describe('GET /session', () => {
  it('says whether a token holds', async () => {
    const token = await test.openSession();
    const ask = (authorization: string) =>
      rawRequest(test.origin, '/session', { headers: { Authorization: authorization } });
    expect((await ask(`Bearer ${token}`)).status).toBe(204);
    expect((await ask('Bearer wrong')).status).toBe(401);
    const other = await startTestHost();
    expect((await ask(`Bearer ${await other.openSession()}`)).status).toBe(401);
    await other.close();
  });
});

import { describe, expect, it } from 'vitest';
import { downloadCapture, downloadExport, uploadCapture } from '../../../../renderer/bridge/transfer.ts';
import { MAX_UPLOAD_BYTES } from '../../../../shared/bridge/wire.ts';

const FILE = Object.assign(new Blob(['x']), { name: 'a b.hopscope' });

function page(reply: () => Promise<Response>, token: string | null = 'T') {
  const requests: Request[] = [];
  return {
    requests,
    sessionStorage: { getItem: () => token, setItem: () => undefined, removeItem: () => undefined },
    fetch: (path: string, init?: RequestInit) => {
      requests.push(new Request(new URL(path, 'http://host'), { ...init, duplex: 'half' } as RequestInit));
      return reply();
    },
  };
}
const refusal = (status: number) => () =>
  Promise.resolve(Response.json({ error: { code: 'X', message: 'Why.' } }, { status }));

describe('uploadCapture', () => {
  it('sends the bytes with the token in a header and the name in the query', async () => {
    const window = page(() => Promise.resolve(Response.json({ path: '/c/a b.hopscope' })));
    expect(await uploadCapture(FILE, {}, window)).toEqual({
      ok: true,
      value: { path: '/c/a b.hopscope' },
    });
    const [sent] = window.requests;
    expect(sent?.url).toBe('http://host/upload?name=a%20b.hopscope');
    expect(sent?.headers.get('Authorization')).toBe('Bearer T');
    expect(await sent?.text()).toBe('x');
  });

  it('sends nothing that is larger than the host takes, and says where to put it', async () => {
    const window = page(() => Promise.reject(new Error('was sent')));
    const huge = { name: 'x', size: MAX_UPLOAD_BYTES + 1 } as Blob & { name: string };
    expect(await uploadCapture(huge, {}, window)).toMatchObject({
      error: { code: 'BAD_INPUT', message: expect.stringContaining('captures folder') as string },
    });
    expect(window.requests).toEqual([]);
  });

  it.each([
    [401, 'DISCONNECTED'],
    [403, 'DISCONNECTED'],
    [404, 'NOT_FOUND'],
    [413, 'BAD_INPUT'],
    [500, 'IO'],
  ])('says a refusal with %i as %s, in the host’s words', async (status, code) => {
    expect(await uploadCapture(FILE, {}, page(refusal(status)))).toEqual({
      ok: false,
      error: { code, message: 'Why.' },
    });
  });

  it('never rejects: no session, no host, cancelled, an answer that is no JSON', async () => {
    const cut = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await uploadCapture(FILE, {}, page(cut, null))).toMatchObject({
      error: { code: 'DISCONNECTED' },
    });
    expect(await uploadCapture(FILE, {}, page(cut))).toMatchObject({
      error: { code: 'DISCONNECTED' },
    });
    expect(await uploadCapture(FILE, { signal: AbortSignal.abort() }, page(cut))).toMatchObject({
      error: { code: 'CANCELLED' },
    });
    const html = () => Promise.resolve(new Response('<html>', { status: 502 }));
    expect(await uploadCapture(FILE, {}, page(html))).toMatchObject({
      error: { code: 'DISCONNECTED' },
    });
    const odd = () => Promise.resolve(new Response('<html>'));
    expect(await uploadCapture(FILE, {}, page(odd))).toMatchObject({
      error: { code: 'DISCONNECTED' },
    });
  });
});

describe('downloadCapture', () => {
  it('brings the bytes under the name that the host gives', async () => {
    const headers = { 'Content-Disposition': "attachment; filename*=UTF-8''caf%C3%A9.hopscope" };
    const window = page(() => Promise.resolve(new Response('bytes', { headers })));
    const got = await downloadCapture('a/b', undefined, window);
    if (!got.ok) throw new Error(got.error.message);
    expect(got.value.name).toBe('café.hopscope');
    expect(await got.value.blob.text()).toBe('bytes');
    expect(window.requests[0]?.url).toBe('http://host/download/a%2Fb');
  });

  it('says so when it is cut in the middle', async () => {
    const body = new ReadableStream({
      start: (stream) => {
        stream.error(new Error('reset'));
      },
    });
    const window = page(() => Promise.resolve(new Response(body)));
    expect(await downloadCapture('c', undefined, window)).toMatchObject({ error: { code: 'DISCONNECTED' } });
  });
});

describe('downloadExport', () => {
  it('asks with what is wanted, and brings the bytes and what was said of them', async () => {
    const headers = { 'X-Hopscope-Says': encodeURIComponent('2 exchanges as HAR – fine.') };
    const window = page(() => Promise.resolve(new Response('{}', { headers })));
    const wish = { id: 't', captureId: 'a/b', format: 'har', numbers: [1, 3] } as const;
    const got = await downloadExport(wish, undefined, window);
    if (!got.ok) throw new Error(got.error.message);
    expect(got.value.says).toBe('2 exchanges as HAR – fine.');
    const [sent] = window.requests;
    expect(sent?.method).toBe('POST');
    expect(sent?.url).toBe('http://host/download/a%2Fb');
    expect(await sent?.json()).toEqual({ id: 't', format: 'har', numbers: [1, 3] });
  });

  it('says that it was cancelled, by whomever', async () => {
    const wish = { id: 't', captureId: 'c', format: 'md' } as const;
    expect(await downloadExport(wish, undefined, page(refusal(409)))).toMatchObject({
      error: { code: 'CANCELLED' },
    });
  });
});

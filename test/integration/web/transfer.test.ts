import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadCapture, downloadExport, uploadCapture } from '../../../renderer/bridge/transfer.ts';
import type { Result } from '../../../shared/bridge/result.ts';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import { connectSocket, rawRequest, startTestHost, type TestHost } from '../../support/web-host.ts';

const MAX_UPLOAD = 100_000;

let test: TestHost;
let token: string;
beforeEach(async () => {
  test = await startTestHost({ maxUploadBytes: MAX_UPLOAD });
  token = await test.openSession();
});
afterEach(() => test.close());

const files = async (): Promise<string[]> => (await readdir(test.captures).catch(() => [])).sort();
const headers = () => ({ Origin: test.origin, Authorization: `Bearer ${token}` });
const upload = (name: string, body: string | Buffer, changes: Record<string, string> = {}) =>
  rawRequest(test.origin, `/upload?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { ...headers(), ...changes },
    body,
  });

/** What transfer.ts needs of a browser's window. Node's fetch sends no Origin by itself. */
const page = () => ({
  fetch: (path: string, init?: RequestInit) => {
    const sent = new Headers(init?.headers);
    sent.set('Origin', test.origin);
    return fetch(new URL(path, test.origin), { ...init, headers: sent });
  },
  sessionStorage: { getItem: () => token, setItem: () => undefined, removeItem: () => undefined },
});

async function openCapture(path: string): Promise<void> {
  const socket = await connectSocket(test.origin, token);
  socket.send({ id: 1, command: 'capture.open', input: { path } });
  await socket.waitFor((message) => 'id' in message && message.id === 1);
}

describe('an upload', () => {
  it('lands in the captures folder for this user only, and is kept once it was opened', async () => {
    const file = Object.assign(new Blob(['bytes of a capture']), { name: 'mine.hopscope' });
    const sent = await uploadCapture(file, {}, page());
    const path = join(test.captures, 'mine.hopscope');
    expect(sent).toEqual({ ok: true, value: { path } });
    expect(await readFile(path, 'utf8')).toBe('bytes of a capture');
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
    await openCapture(path);
    expect(test.engine.calls).toContainEqual({ command: 'capture.open', input: { path } });
    await test.host.close();
    expect(await files()).toEqual(['mine.hopscope']);
  });

  it('never replaces a file', async () => {
    await upload('x.hopscope', 'one');
    const second = await upload('x.hopscope', 'two');
    expect(JSON.parse(second.body)).toEqual({ path: join(test.captures, 'x-2.hopscope') });
    expect(await readFile(join(test.captures, 'x.hopscope'), 'utf8')).toBe('one');
    expect(await files()).toEqual(['x-2.hopscope', 'x.hopscope']);
  });

  it.each(['../../evil.hopscope', '/etc/evil.hopscope', '..\\..\\evil.hopscope', 'a/../../evil.hopscope'])(
    'stays in the folder when it is called %s',
    async (name) => {
      expect(JSON.parse((await upload(name, 'x')).body)).toEqual({
        path: join(test.captures, 'evil.hopscope'),
      });
      expect(await readdir(test.directory)).not.toContain('evil.hopscope');
    },
  );

  it('is taken away when it was no capture', async () => {
    test.engine.answer('capture.open', () => ({ ok: false, error: { code: 'UNREADABLE', message: 'no' } }));
    await upload('x.hopscope', 'no capture');
    await openCapture(join(test.captures, 'x.hopscope'));
    expect(await files()).toEqual([]);
  });

  it('a file that was not uploaded stays when it cannot be opened', async () => {
    test.engine.answer('capture.open', () => ({ ok: false, error: { code: 'UNREADABLE', message: 'no' } }));
    const own = join(test.directory, 'own.hopscope');
    await writeFile(own, 'x');
    await openCapture(own);
    expect(await readFile(own, 'utf8')).toBe('x');
  });

  it('that nobody opened is taken away at the end', async () => {
    await upload('x.hopscope', 'x');
    await test.host.close();
    expect(await files()).toEqual([]);
  });

  it('of the largest size is taken, one byte more is not, and the answer says so', async () => {
    expect((await upload('x', Buffer.alloc(MAX_UPLOAD))).status).toBe(200);
    const refused = await upload('y', Buffer.alloc(MAX_UPLOAD + 1));
    expect(refused.status).toBe(413);
    expect(refused.body).toContain('larger than 100000 bytes');
    expect(await files()).toEqual(['x']);
  });

  it('that does not tell its size is refused at the limit, too', async () => {
    const refused = await upload('y', Buffer.alloc(MAX_UPLOAD * 20), { 'Transfer-Encoding': 'chunked' });
    expect(refused.status).toBe(413);
    expect(await files()).toEqual([]);
  });

  it('that is cut leaves nothing behind', async () => {
    const { hostname, port } = new URL(test.origin);
    const cut = request({
      hostname,
      port,
      path: '/upload?name=x',
      method: 'POST',
      headers: { ...headers(), 'Content-Length': '50000' },
    });
    cut.on('error', () => undefined);
    cut.write('half');
    await expect.poll(files).toHaveLength(1);
    cut.destroy();
    await expect.poll(files).toEqual([]);
  });

  it('that the disk refuses is answered with a sentence', async () => {
    await writeFile(test.captures, 'a file where the folder should be');
    const refused = await upload('x', 'x');
    expect(refused.status).toBe(500);
    expect(refused.body).toContain('That did not work');
  });

  it.each([
    ['no token', { Authorization: '' }, 401],
    ['a wrong token', { Authorization: 'Bearer x' }, 401],
    ['a foreign Origin', { Origin: 'https://evil.example' }, 403],
    ['another Host', { Host: 'rebound.example' }, 403],
  ])('is refused with %s', async (_, changes, status) => {
    expect((await upload('x', 'x', changes)).status).toBe(status);
    expect(await files()).toEqual([]);
  });

  it('is refused without an Origin', async () => {
    const answer = await rawRequest(test.origin, '/upload?name=x', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: 'x',
    });
    expect(answer.status).toBe(403);
  });
});

describe('a download', () => {
  let copies: string[];
  beforeEach(() => {
    copies = [];
    const summary: CaptureSummary = {
      id: 'c/1',
      name: 'Prüfung "1".hopscope',
      path: '/x',
      recording: true,
      exchanges: 0,
      bytes: 0,
      openedAt: 0,
      lost: 0,
    };
    test.engine.answer('capture.list', () => ({ ok: true, value: [summary] }));
    test.engine.answer('capture.saveCopy', async ({ path }: { path: string }) => {
      copies.push(path);
      await writeFile(path, 'bytes of a capture');
      return { ok: true, value: { bytes: 18 } };
    });
  });
  const copyFolders = async (): Promise<boolean[]> =>
    Promise.all(
      copies.map((path) =>
        stat(dirname(path)).then(
          () => true,
          () => false,
        ),
      ),
    );

  it('brings a copy under the capture’s name and leaves no file behind', async () => {
    const got = await downloadCapture('c/1', undefined, page());
    if (!got.ok) throw new Error(got.error.message);
    expect(got.value.name).toBe('Prüfung "1".hopscope');
    expect(await got.value.blob.text()).toBe('bytes of a capture');
    expect(copies[0]?.startsWith(tmpdir())).toBe(true);
    await expect.poll(copyFolders).toEqual([false]);
  });

  it('of a capture that is not open says so', async () => {
    expect(await downloadCapture('other', undefined, page())).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });

  it('that the engine refuses says why and leaves nothing behind', async () => {
    test.engine.answer('capture.saveCopy', ({ path }: { path: string }) => {
      copies.push(path);
      return { ok: false, error: { code: 'IO', message: 'The disk is full.' } };
    });
    expect(await downloadCapture('c/1', undefined, page())).toEqual({
      ok: false,
      error: { code: 'IO', message: 'The disk is full.' },
    });
    await expect.poll(copyFolders).toEqual([false]);
  });

  it('in another format is written for it, told of, and leaves no file behind', async () => {
    const wishes: object[] = [];
    test.engine.answer('transfer.export', async (wish: { path: string }) => {
      wishes.push(wish);
      copies.push(wish.path);
      await writeFile(wish.path, '{"log":{}}');
      // Longer than what fits into a header, and of letters that take more room there.
      return {
        ok: true,
        value: { path: wish.path, exchanges: 1, bytes: 10, notes: [], says: 'ü'.repeat(5_000) },
      };
    });
    const wish = { id: 'mine', captureId: 'c/1', format: 'har', numbers: [2], withSecrets: true } as const;
    const got = await downloadExport(wish, undefined, page());
    if (!got.ok) throw new Error(got.error.message);
    expect(await got.value.blob.text()).toBe('{"log":{}}');
    expect(got.value.says).toBe('ü'.repeat(1_000));
    expect(wishes).toEqual([{ ...wish, path: copies[0] }]);
    await expect.poll(copyFolders).toEqual([false]);
  });

  it('in another format that is none is refused, and what was cancelled says so', async () => {
    const odd = { id: 'x', captureId: 'c/1', format: 'pdf' as 'har' };
    expect(await downloadExport(odd, undefined, page())).toMatchObject({ error: { code: 'BAD_INPUT' } });
    test.engine.answer('transfer.export', () => ({
      ok: false,
      error: { code: 'CANCELLED', message: 'No file was written.' },
    }));
    expect(await downloadExport({ ...odd, format: 'md' }, undefined, page())).toEqual({
      ok: false,
      error: { code: 'CANCELLED', message: 'No file was written.' },
    });
  });

  it('that the page lets go of is given up', async () => {
    const abort = new AbortController();
    let free: (value: Result<unknown>) => void = () => undefined;
    test.engine.answer('transfer.export', () => {
      abort.abort();
      return new Promise((resolve) => {
        free = resolve;
      });
    });
    test.engine.answer('transfer.cancel', () => {
      free({ ok: false, error: { code: 'CANCELLED', message: '' } });
      return { ok: true, value: null };
    });
    const wish = { id: 'mine', captureId: 'c/1', format: 'har' } as const;
    expect(await downloadExport(wish, abort.signal, page())).toMatchObject({ error: { code: 'CANCELLED' } });
    await expect
      .poll(() => test.engine.calls)
      .toContainEqual({ command: 'transfer.cancel', input: { id: 'mine' } });
  });

  it.each([
    ['no token', {}, 401],
    ['a wrong token', { Authorization: 'Bearer x' }, 401],
    ['the token in the URL', {}, 401],
  ])('is refused with %s', async (why, changes, status) => {
    const path = `/download/c%2F1${why.includes('URL') ? `?token=${token}` : ''}`;
    expect((await rawRequest(test.origin, path, { headers: changes })).status).toBe(status);
    expect(copies).toEqual([]);
  });

  it('of a name that is no encoding is refused', async () => {
    expect((await rawRequest(test.origin, '/download/%zz', { headers: headers() })).status).toBe(400);
  });
});

import { describe, expect, it } from 'vitest';
import { sendFile, type FileRequest } from '../../../../renderer/bridge/send-file.ts';

/** Calls a listener of the browser's, with as much of an event as it looks at. */
function call(listener: unknown, event: object = {}): void {
  (listener as ((event: object) => void) | null)?.(event);
}

/** A request that does what the test says. */
function request() {
  const told: unknown[] = [];
  const own: FileRequest = {
    upload: { onprogress: null },
    onload: null,
    onerror: null,
    onabort: null,
    status: 200,
    responseText: '{"path":"/a"}',
    open: (...input: unknown[]) => void told.push(['open', ...input]),
    setRequestHeader: (...input: unknown[]) => void told.push(['header', ...input]),
    send: (body) => void told.push(['send', body]),
    abort: () => {
      told.push(['abort']);
      call(own.onabort);
    },
  };
  const fire = (name: 'onload' | 'onerror'): void => {
    call(own[name]);
  };
  return { own, told, fire };
}

const BODY = new Blob(['0123456789']);
const headers = new Headers({ authorization: 'Bearer T' });

describe('sending a file', () => {
  it('tells how far it is, and ends with the answer', async () => {
    const { own, told, fire } = request();
    const steps: number[][] = [];
    const sent = sendFile('/upload', { headers, body: BODY, onProgress: (...step) => steps.push(step) }, own);
    call(own.upload.onprogress, { loaded: 4 });
    fire('onload');
    const answer = await sent;
    expect(steps).toEqual([[4, 10]]);
    expect([answer.status, await answer.json()]).toEqual([200, { path: '/a' }]);
    expect(told).toEqual([
      ['open', 'POST', '/upload'],
      ['header', 'authorization', 'Bearer T'],
      ['send', BODY],
    ]);
  });

  it('rejects where no answer comes', async () => {
    const { own, fire } = request();
    const sent = sendFile('/upload', { headers, body: BODY }, own);
    fire('onerror');
    await expect(sent).rejects.toThrow('the connection was cut');
  });

  it('is cancelled by its signal, before and while it is sent', async () => {
    const { own, told } = request();
    const abort = new AbortController();
    const sent = sendFile('/upload', { headers, body: BODY, signal: abort.signal }, own);
    abort.abort();
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
    expect(told.at(-1)).toEqual(['abort']);
    const late = request();
    const never = sendFile('/upload', { headers, body: BODY, signal: AbortSignal.abort() }, late.own);
    await expect(never).rejects.toMatchObject({ name: 'AbortError' });
    expect(late.told.some((entry) => (entry as string[])[0] === 'send')).toBe(false);
  });
});

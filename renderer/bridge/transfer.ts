import type { CommandInput } from '../../shared/bridge/bridge.ts';
import type { AppErrorCode, Result } from '../../shared/bridge/result.ts';
import { type HostRefusal, MAX_UPLOAD_BYTES, ROUTES } from '../../shared/bridge/wire.ts';
import { sendFile, type SentFile } from './send-file.ts';
import { type SessionWindow, storedToken } from './web-session.ts';

/** Captures as files on the web host, where AppInfo.files is `transfer`. */

type TransferWindow = Pick<SessionWindow, 'fetch' | 'sessionStorage'> & {
  /** Sends files, because `fetch` does not tell how much of one was sent. */
  readonly XMLHttpRequest?: unknown;
};

/**
 * Sends a capture file to the host's captures folder. Give the path that comes back to `capture.open`.
 * BAD_INPUT: too large; DISCONNECTED: no host or no session; IO: the disk said no. Never rejects.
 */
export async function uploadCapture(
  file: Blob & { readonly name: string },
  { signal, onProgress }: Pick<SentFile, 'signal' | 'onProgress'> = {},
  window: TransferWindow = globalThis.window,
): Promise<Result<{ readonly path: string }>> {
  if (file.size > MAX_UPLOAD_BYTES) {
    const limit = `${String(MAX_UPLOAD_BYTES / 1024 ** 3)} GiB`;
    return failure(
      'BAD_INPUT',
      `${file.name} was not sent: it is larger than ${limit}. Put it into the captures folder of the workspace instead.`,
    );
  }
  const url = `${ROUTES.upload}?name=${encodeURIComponent(file.name)}`;
  const answer = await ask(
    // Where nobody counts, as in tests, the page's own fetch does.
    { ...boundTo(window), ...(window.XMLHttpRequest !== undefined && { fetch: sendBy(file, onProgress) }) },
    url,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file,
      ...(signal && { signal }),
    },
  );
  if (!answer.ok) return answer;
  try {
    return { ok: true, value: (await answer.value.json()) as { readonly path: string } };
  } catch (error) {
    return failure('DISCONNECTED', `The answer to the upload was cut: ${String(error)}. Try it again.`);
  }
}

/**
 * A complete copy of a capture as one file, for `saveBlob`.
 * `job`: without its secrets, which the engine replaces under this name (redaction.saveCopy).
 * NOT_FOUND: no such capture; DISCONNECTED and IO as above. Never rejects.
 */
export async function downloadCapture(
  captureId: string,
  { signal, job }: { readonly signal?: AbortSignal; readonly job?: string } = {},
  window: TransferWindow = globalThis.window,
): Promise<Result<{ readonly name: string; readonly blob: Blob }>> {
  const query = job === undefined ? '' : `?redact=${encodeURIComponent(job)}`;
  const url = ROUTES.download + encodeURIComponent(captureId) + query;
  const answer = await ask(window, url, signal ? { signal } : {});
  if (!answer.ok) return answer;
  const disposition = answer.value.headers.get('Content-Disposition') ?? '';
  const name = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  try {
    const blob = await answer.value.blob();
    return { ok: true, value: { name: name ? decodeURIComponent(name) : 'capture.hopscope', blob } };
  } catch (error) {
    return failure('DISCONNECTED', `The download was cut: ${String(error)}. Try it again.`);
  }
}

/** A capture in another format, or some of its exchanges, likewise. `says`: what came of it. CANCELLED: by `transfer.cancel`. */
export async function downloadExport(
  { captureId, ...wish }: Omit<CommandInput<'transfer.export'>, 'path' | 'replace'>,
  signal?: AbortSignal,
  window: TransferWindow = globalThis.window,
): Promise<Result<{ readonly blob: Blob; readonly says: string }>> {
  const answer = await ask(window, ROUTES.download + encodeURIComponent(captureId), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wish),
    ...(signal && { signal }),
  });
  if (!answer.ok) return answer;
  try {
    const says = decodeURIComponent(answer.value.headers.get('X-Hopscope-Says') ?? '');
    return { ok: true, value: { blob: await answer.value.blob(), says } };
  } catch (error) {
    if (signal?.aborted) return cancelled();
    return failure('DISCONNECTED', `The download was cut: ${String(error)}. Try it again.`);
  }
}

/** Hands a file to the browser, which asks where to put it or puts it into its downloads. */
export function saveBlob(name: string, blob: Blob, page: Document = document): void {
  const url = URL.createObjectURL(blob);
  const link = page.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the blob by the next task.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}

function boundTo(window: TransferWindow): TransferWindow {
  return { sessionStorage: window.sessionStorage, fetch: (path, init) => window.fetch(path, init) };
}

function sendBy(body: Blob, onProgress: SentFile['onProgress']): TransferWindow['fetch'] {
  return (path, init = {}) =>
    sendFile(path, {
      headers: new Headers(init.headers),
      body,
      ...(init.signal && { signal: init.signal }),
      ...(onProgress && { onProgress }),
    });
}

async function ask(window: TransferWindow, url: string, init: RequestInit): Promise<Result<Response>> {
  const token = storedToken(window);
  if (token === undefined) return failure('DISCONNECTED', 'This page has no session with Hopscope.');
  try {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    const response = await window.fetch(url, { ...init, headers });
    if (response.ok) return { ok: true, value: response };
    const body = (await response.json()) as HostRefusal;
    return failure(codeOf(response.status), body.error.message);
  } catch (error) {
    if (init.signal?.aborted) return cancelled();
    return failure('DISCONNECTED', `The transfer did not come through: ${String(error)}. Try it again.`);
  }
}

function codeOf(status: number): AppErrorCode {
  if (status === 401 || status === 403) return 'DISCONNECTED';
  if (status === 404) return 'NOT_FOUND';
  if (status === 409) return 'CANCELLED';
  return status < 500 ? 'BAD_INPUT' : 'IO';
}

function cancelled(): Result<never> {
  return failure('CANCELLED', 'The transfer was cancelled.');
}

function failure(code: AppErrorCode, message: string): Result<never> {
  return { ok: false, error: { code, message } };
}

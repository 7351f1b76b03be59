/** What is sent, and who wants to know how far it is. */
export interface SentFile {
  readonly headers: Headers;
  readonly body: Blob;
  readonly signal?: AbortSignal;
  /** Bytes. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The part of an XMLHttpRequest that is needed. */
export type FileRequest = Pick<
  XMLHttpRequest,
  | 'open'
  | 'send'
  | 'abort'
  | 'setRequestHeader'
  | 'status'
  | 'responseText'
  | 'onload'
  | 'onerror'
  | 'onabort'
> & { readonly upload: Pick<XMLHttpRequestUpload, 'onprogress'> };

/**
 * Posts a file. As `fetch`, which does not tell how much was sent: resolves with the answer whatever its status is, rejects
 * where none came, or where the signal aborts.
 */
export function sendFile(
  path: string,
  { headers, body, signal, onProgress }: SentFile,
  request: FileRequest = new XMLHttpRequest(),
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      request.abort();
    };
    const over = (end: () => void) => (): void => {
      signal?.removeEventListener('abort', abort);
      end();
    };
    request.open('POST', path);
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }): void => {
      onProgress?.(loaded, body.size);
    };
    request.onload = over(() => {
      resolve(new Response(request.responseText, { status: request.status }));
    });
    request.onerror = over(() => {
      reject(new TypeError('the connection was cut'));
    });
    request.onabort = over(() => {
      reject(new DOMException('It was cancelled.', 'AbortError'));
    });
    if (signal?.aborted) {
      reject(new DOMException('It was cancelled.', 'AbortError'));
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    request.send(body);
  });
}

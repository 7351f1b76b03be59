import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { K6World } from './k6.ts';

// As https://grafana.com/docs/k6/latest/javascript-api/k6-http/request/ has it: answers are waited for. A thread of its own
// sends, while this one sleeps.

interface Response {
  readonly status: number;
  /** Names in their canonical case, as in Go. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

interface Params {
  readonly headers?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

const { port1: mine, port2: theirs } = new MessageChannel();
const flag = new Int32Array(new SharedArrayBuffer(4));
const worker = new Worker(join(import.meta.dirname, 'k6-sender.ts'), {
  workerData: { port: theirs, flag },
  transferList: [theirs],
});
worker.unref();

function request(method: string, url: string, body: string, params: Params = {}): Response {
  Atomics.store(flag, 0, 0);
  mine.postMessage({ method, url, body, headers: params.headers ?? {} });
  Atomics.wait(flag, 0, 0);
  const response = receiveMessageOnPort(mine)?.message as Response;
  const { k6World } = globalThis as unknown as { readonly k6World: K6World };
  k6World.requests.push({ url, tag: params.tags?.['name'] ?? '', status: response.status });
  return response;
}

const http = { request };
export default http;

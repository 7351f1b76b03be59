import { request } from 'node:http';
import { AppError } from '../app-error.ts';
import { plainDraft, type ClientDeclaration } from '../client/list-all.ts';
import { pause } from '../client/pause.ts';
import { buildRequest } from '../protocol/modern/build-request.ts';

/** Pauses between two questions, in ms; the last one is repeated. */
const PAUSES_MS = [50, 100, 200, 400];
/** A server that takes the connection and says nothing is asked again. */
const SILENCE_MS = 5_000;
/** Where a server that was told only a port may listen. */
const HOSTS = ['127.0.0.1', '[::1]'];

export interface AwaitAnswerOptions {
  readonly port: number;
  /** Path and query of the MCP endpoint. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** What Hopscope says of itself. */
  readonly declaration: ClientDeclaration;
}

/**
 * Asks a server that is starting for server/discover until anything answers in HTTP, whatever it says; resolves with
 * its address. Nothing of it is recorded: what comes before the server is there is no exchange with it. Rejects with
 * AppError CANCELLED once the signal says so.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/discover
 */
export async function awaitAnswer(options: AwaitAnswerOptions): Promise<string> {
  const { port, path, signal } = options;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    for (const host of HOSTS) {
      const url = new URL(`http://${host}:${String(port)}${path}`).href;
      if (await answers(url, options)) return url;
    }
    await pause(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 0, signal);
  }
  throw new AppError('CANCELLED', 'The start was cancelled.');
}

function answers(url: string, { signal, declaration }: AwaitAnswerOptions): Promise<boolean> {
  const draft = plainDraft('server/discover', {}, declaration);
  const built = buildRequest(draft, { url, headers: [], requestId: 'ready' });
  const headers = built.headers.filter(([name]) => name !== 'Connection').flat();
  return new Promise((resolve) => {
    const asked = request(
      url,
      {
        method: 'POST',
        // It may be a server that serves one connection only: none stays open for nothing.
        headers: [...headers, 'Connection', 'close'],
        agent: false,
        signal,
        timeout: SILENCE_MS,
      },
      (answer) => {
        answer.on('error', () => undefined);
        answer.destroy();
        resolve(true);
      },
    );
    asked.on('timeout', () => {
      asked.destroy();
    });
    asked.on('error', () => {
      resolve(false);
    });
    asked.end(built.body);
  });
}

import type { IncomingMessage } from 'node:http';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { toPairs } from '../../transport/attempt-report.ts';
import type { ResponseHead } from '../../transport/exchange-sink.ts';
import { TransportFailure } from '../../transport/transport-failure.ts';
import type { ClientAnswer } from '../../gateway/forward/client-answer.ts';
import type { IncomingBody } from '../../gateway/forward/incoming-body.ts';
import { describeExchange } from '../../gateway/record/describe-exchange.ts';
import { ExchangeRecord } from '../../gateway/record/exchange-record.ts';
import type { MockContext } from './mock-context.ts';

/** What is kept of one request that came to a mock, and of its answer: as a gateway keeps it. */
export class MockRecord {
  readonly #record: ExchangeRecord;
  readonly #startedAt = performance.now();
  readonly #at = Date.now();
  #why = '';
  #endMs = 0;

  constructor(
    incoming: IncomingMessage,
    context: MockContext,
    { body, client }: { readonly body: IncomingBody; readonly client: ClientAnswer },
  ) {
    const headers: HeaderList = toPairs(incoming.rawHeaders);
    const [httpMethod, target] = [incoming.method ?? 'GET', incoming.url ?? '/'];
    const remoteAddress = `${incoming.socket.remoteAddress ?? ''}:${String(incoming.socket.remotePort ?? 0)}`;
    this.#record = new ExchangeRecord({
      queue: context.records,
      recording: () => context.recording(),
      start: () =>
        describeExchange({
          settings: { id: context.id, name: context.name },
          trace: { tried: [], candidates: [], why: this.#why },
          url: `${new URL(context.url).origin}${target}`,
          ...{ httpMethod, target, headers, body: body.kept(), knownEra: undefined, startedAt: this.#at },
        }),
      ending: () => {
        const answer = client.given();
        return {
          gateway: {
            faults: [],
            client: {
              remoteAddress,
              request: {
                ...{ httpMethod, target, httpVersion: incoming.httpVersion, headers: [...headers] },
                bodyBytes: body.totalBytes,
              },
              ...(answer && { answer }),
              end: client.endedAs(),
              endMs: this.#endMs,
            },
          },
          findings: [],
        };
      },
      onBug: context.onBug,
    });
  }

  /** A sentence: where the answer comes from. */
  because(why: string): void {
    this.#why = why;
  }

  head(head: Omit<ResponseHead, 'httpVersion'>): void {
    this.#record.begin();
    this.#record.responseHead({ ...head, httpVersion: '1.1' }, this.#now());
  }

  bytes(bytes: Uint8Array): void {
    this.#record.bodyBytes(bytes, this.#now());
  }

  /** The answer is whole; or `cut`: it breaks off on purpose. */
  ended(cut?: string): void {
    const endMs = this.#now();
    const failure = cut === undefined ? undefined : new TransportFailure('cut', cut).toFailure(Date.now());
    this.#record.end({ timing: { endMs }, ...(failure && { failure }) });
  }

  /** Nothing more reaches the client; where its answer was not whole, it has left. */
  clientOver(): void {
    this.#endMs = this.#now();
    const left = new TransportFailure('cancelled', 'The client closed its connection before the end.');
    this.#record.end({ timing: { endMs: this.#endMs }, failure: left.toFailure(Date.now()) });
    this.#record.clientOver();
  }

  #now(): number {
    return performance.now() - this.#startedAt;
  }
}

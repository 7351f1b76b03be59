import { jsonOf, type JsonValue } from '../../shared/model/json.ts';
import type { RecordedRequest } from './recorded-request.ts';

/** What a client answered to a question of its server. */
export interface RecordedReply {
  /** The stream, or process, on which the question came; absent where it is not known. */
  readonly channel?: number;
  /** JSON-RPC id of the question. */
  readonly id: JsonValue;
  /** Epoch ms. */
  readonly at: number;
}

/** A start is told to the ms, so two times of one moment differ by so many. */
const SLACK_MS = 2;

type Waiting = Pick<RecordedRequest, 'number' | 'kind' | 'channel' | 'startedAt' | 'endedAt'>;

/**
 * Over stdio and HTTP+SSE what a server asks comes on the channel that all share, and names no request. It belongs to one that was
 * waiting for its answer then, and still was when the client had replied: of several to the one that was answered first after that,
 * as the others did not wait for the reply. Pure.
 */
export class ChannelQuestions {
  readonly #requests = new Map<number, Waiting[]>();
  readonly #replies: readonly RecordedReply[];

  constructor(requests: readonly Waiting[], replies: readonly RecordedReply[]) {
    this.#replies = replies;
    for (const request of requests) {
      const { channel, kind } = request;
      if (kind !== 'request' || channel === undefined) continue;
      const known = this.#requests.get(channel);
      if (known) known.push(request);
      else this.#requests.set(channel, [request]);
    }
  }

  /** Number of the request to which a question belongs; undefined where nothing waited. `at`: epoch ms. */
  readonly ownerOf = (channel: number, id: JsonValue, at: number): number | undefined => {
    const waiting = (this.#requests.get(channel) ?? []).filter(
      ({ startedAt, endedAt = Infinity }) => startedAt <= at + SLACK_MS && endedAt >= at - SLACK_MS,
    );
    const reply = this.#replies.find(
      (one) =>
        one.at >= at - SLACK_MS && (one.channel ?? channel) === channel && jsonOf(one.id) === jsonOf(id),
    );
    const repliedAt = reply?.at ?? at;
    const endedAfter = (from: number): Waiting[] =>
      waiting.filter(({ endedAt = Infinity }) => endedAt >= from);
    // What ended in the very ms of the reply did so before it, or was quicker than an answer can be.
    const [first, ...others] =
      [endedAfter(repliedAt + 1), endedAfter(repliedAt)].find(({ length }) => length > 0) ?? waiting;
    if (!first) return undefined;
    const nearest = others.reduce(
      (best, one) => ((one.endedAt ?? Infinity) < (best.endedAt ?? Infinity) ? one : best),
      first,
    );
    return nearest.number;
  };
}

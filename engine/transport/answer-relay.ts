import type { HeaderList } from '../../shared/model/headers.ts';
import type { ResponseHead } from './exchange-sink.ts';
import type { TransportFailure } from './transport-failure.ts';

/**
 * Hands an answer on while it arrives: a gateway. Beside the sink, which is told all the same; what becomes of the record
 * (a body over its limit, content that cannot be decoded) never ends the wire then. `ended` or `broken` is the last
 * call; one of them always comes.
 */
export interface AnswerRelay {
  /** At once, before any of the body. `resume` goes on after `bytes` returned false. */
  head(head: ResponseHead, resume: () => void): void;
  /** The body without its transfer coding, its content coding not undone. False: nothing more before `resume`. */
  bytes(bytes: Uint8Array): boolean;
  ended(trailers: HeaderList): void;
  /** No answer came, or not all of it. */
  broken(failure: TransportFailure): void;
}

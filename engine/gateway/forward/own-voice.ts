import type { HeaderList } from '../../../shared/model/headers.ts';
import type { TransportFailure } from '../../transport/transport-failure.ts';
import type { ForwardingRecord } from '../record/forwarding-record.ts';
import { permitOrigin } from '../safety/cross-origin.ts';
import { originOf } from '../safety/turn-away.ts';
import type { ClientAnswer, ClientEnd } from './client-answer.ts';
import type { IncomingBody } from './incoming-body.ts';
import { explainingAnswer, type OwnAnswer } from './own-answer.ts';

/** What a gateway tells a client by itself, recorded as such. */
export class OwnVoice {
  readonly #client: ClientAnswer;
  readonly #record: ForwardingRecord;
  readonly #body: IncomingBody;
  readonly #headers: HeaderList;

  /** `headers` are those of the client's request. */
  constructor(parts: {
    readonly client: ClientAnswer;
    readonly record: ForwardingRecord;
    readonly body: IncomingBody;
    readonly headers: HeaderList;
  }) {
    this.#client = parts.client;
    this.#record = parts.record;
    this.#body = parts.body;
    this.#headers = parts.headers;
  }

  /** Instead of a server's answer. `over`: the server's half is. A foreign page must not even read it. */
  answer(answer: OwnAnswer, how: ClientEnd, over: () => void, isForeign = false): void {
    const given = isForeign ? answer : this.#readable(answer);
    this.#body.whenFirstHere(() => {
      this.#record.answeredItself(given);
      over();
      this.#client.whole(given, how);
    });
  }

  /** Nothing was sent to a server. `over`: its half is. */
  unanswered(failure: TransportFailure, over: () => void, status?: number, how?: ClientEnd): void {
    this.#body.whenFirstHere(() => {
      this.#record.unanswered(failure);
      over();
      this.explain(failure, status, how);
    });
  }

  /** Why no answer comes, or no more of it. Records nothing. */
  explain(failure: TransportFailure, status = statusOf(failure), how: ClientEnd = 'gateway-error'): void {
    if (this.#client.isClosed) return;
    if (this.#client.headSent) this.#client.cut(how);
    else this.#client.whole(this.#readable(explainingAnswer(status, failure.message)), how);
  }

  #readable(answer: OwnAnswer): OwnAnswer {
    const origin = originOf(this.#headers);
    return origin === undefined ? answer : { ...answer, headers: permitOrigin(answer.headers, origin) };
  }
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-15.6 */
function statusOf({ kind }: TransportFailure): number {
  if (kind === 'timeout') return 504;
  return kind === 'cancelled' ? 503 : 502;
}

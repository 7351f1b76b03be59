import type { RecordedReply } from '../../mock/channel-questions.ts';
import type { RecordedRequest } from '../../mock/recorded-request.ts';

/** Questions of a mock to the worker of its capture. */
export interface MockQueries {
  /** Requests, streams and replies to what servers asked, of the next `limit` exchanges after this number; `last` is the last of these, undefined at the end. */
  mockRequests: {
    in: { readonly after: number; readonly limit: number };
    out: {
      readonly requests: readonly RecordedRequest[];
      readonly replies: readonly RecordedReply[];
      readonly last: number | undefined;
    };
  };
}

import type { RoutingLine, ValueOrigin } from './exchange.ts';
import type { HeaderList } from './headers.ts';

/** A request ready to leave, and where each of its values came from. */
export interface RequestPreview {
  readonly httpMethod: string;
  readonly url: string;
  /** All header lines in the order in which they will leave, those of the transport included. */
  readonly headers: HeaderList;
  readonly body: string;
  readonly origins: readonly ValueOrigin[];
  readonly routing: readonly RoutingLine[];
  /** Sentences: why it cannot leave like this, such as a header value with a line feed. */
  readonly problems: readonly string[];
}

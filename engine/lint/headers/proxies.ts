import { headerValue, type HeaderList } from '../../../shared/model/headers.ts';
import type { SeenExchange } from '../seen-exchange.ts';

/** What programs in between leave behind in a request. */
const IN_REQUESTS =
  /^(?:via|forwarded|x-forwarded-.+|x-real-ip|x-envoy-.+|x-original-.+|cf-ray|cf-connecting-ip|x-amzn-trace-id|x-cloud-trace-context)$/i;
const IN_ANSWERS = /^(?:via|x-served-by|x-cache|x-amz-cf-id|x-envoy-.+|cf-ray|x-varnish)$/i;
/** Programs that mostly stand in front of something else. */
const FRONT_ENDS =
  /nginx|openresty|tengine|cloudflare|cloudfront|envoy|haproxy|traefik|caddy|varnish|awselb|gws/i;

/** Headers as the client wrote them: behind one of Hopscope's gateways its own, else what was sent. */
export function clientHeaders({ gateway, request }: SeenExchange): HeaderList {
  return gateway?.client?.request.headers ?? request.headers;
}

/**
 * Whether something stood between the client and the place where it was recorded, which may have consumed or rewritten
 * headers. What Hopscope sends by itself is recorded where it leaves, whatever headers a person gives it.
 */
export function cameThroughProxy(exchange: SeenExchange): boolean {
  if (exchange.origin !== 'gateway' && exchange.origin !== 'import') return false;
  return clientHeaders(exchange).some(([name]) => IN_REQUESTS.test(name));
}

/** Whether the answer says by `Via` that the request was handed on, to a server that need not have seen its headers. */
export function wasHandedOn({ response }: SeenExchange): boolean {
  return response !== undefined && headerValue(response.headers, 'via') !== undefined;
}

/** Whether a program that stands in front of servers seems to have had its hands on the answer. */
export function answeredThroughProxy({ response }: SeenExchange): boolean {
  if (!response) return false;
  return response.headers.some(
    ([name, value]) => IN_ANSWERS.test(name) || (name.toLowerCase() === 'server' && FRONT_ENDS.test(value)),
  );
}

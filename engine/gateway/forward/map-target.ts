/** Where an instance's endpoint is, as its address says. */
export interface Endpoint {
  /** Path, without query. */
  readonly path: string;
  /** With its question mark; empty where there is none. */
  readonly query: string;
}

/**
 * The request line's target for an instance. The gateway's own path, and what lies below it, becomes the instance's; any
 * other path goes on as it is, such as `/.well-known/…` or the endpoint that an HTTP+SSE server named. The instance's own
 * query comes first, the client's after it. Nothing is decoded or normalised. Pure.
 */
export function mapTarget(target: string, gatewayPath: string, endpoint: Endpoint): string {
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  const query = at < 0 ? '' : target.slice(at);
  const base = gatewayPath.replace(/\/+$/, '');
  const isBelow = path.startsWith(`${base}/`);
  if (path !== base && path !== gatewayPath && !(isBelow && base !== '')) return target;
  const rest = path === gatewayPath ? '' : path.slice(base.length);
  const own = rest === '' ? endpoint.path : endpoint.path.replace(/\/+$/, '');
  return `${own}${rest}${joinQueries(endpoint.query, query)}`;
}

function joinQueries(own: string, asked: string): string {
  if (own === '' || own === '?') return asked;
  return asked === '' || asked === '?' ? own : `${own}&${asked.slice(1)}`;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether an address may leave for the system's browser: https; http on this machine alone, where a server that is
 * being developed has no certificate and nothing travels. Pure.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#security-considerations
 */
export function mayBeOpened(url: { readonly protocol: string; readonly hostname: string }): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

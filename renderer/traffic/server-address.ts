/** An address as it can be saved, or a sentence that says why not. */
export type AddressResult =
  | { readonly ok: true; readonly url: string; readonly name: string }
  | { readonly ok: false; readonly problem: string };

const LOCAL = /^(localhost|127\.|\[::1\])/i;

/** A path's part as a person would write it; one that is encoded wrongly stays as it is. */
function readable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Reads what a person pasted as a server's address: without a scheme it is http for this machine and https for any
 * other. The name is the host and, where the path says more than "mcp", its last part.
 */
export function readServerAddress(text: string): AddressResult {
  const typed = text.trim();
  if (typed === '')
    return { ok: false, problem: 'Paste the address of an MCP server, such as http://localhost:3000/mcp.' };
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed)
    ? typed
    : `${LOCAL.test(typed) ? 'http' : 'https'}://${typed}`;
  const url = URL.parse(full);
  if (!url || url.hostname === '')
    return { ok: false, problem: `"${typed}" is no address. Write it like http://localhost:3000/mcp.` };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return {
      ok: false,
      problem: `${url.protocol}// is not spoken here: an MCP server's address begins with http:// or https://.`,
    };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      ok: false,
      problem: 'The address holds a password. Leave it out, and add an Authorization header under Fleet.',
    };
  }
  const last = url.pathname.split('/').findLast((part) => part !== '');
  const more = last === undefined || last === 'mcp' ? '' : `/${readable(last)}`;
  return { ok: true, url: url.href, name: url.host + more };
}

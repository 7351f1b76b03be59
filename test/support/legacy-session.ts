/**
 * What a client of revision 2025-11-25 does with the demo: opens a session, lists tools, makes a basket and looks at it, sets
 * the log level, and ends the session.
 *
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management
 */
export async function legacySession(url: string): Promise<void> {
  let session: string | undefined;
  let id = 0;
  const send = async (method: string, params: object, isRequest = true): Promise<Record<string, unknown>> => {
    id += 1;
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
        ...(session !== undefined && { 'Mcp-Session-Id': session, 'MCP-Protocol-Version': '2025-11-25' }),
      },
      body: JSON.stringify({ jsonrpc: '2.0', ...(isRequest && { id }), method, params }),
    });
    session ??= response.headers.get('mcp-session-id') ?? undefined;
    const text = await response.text();
    const data =
      text
        .split('\n')
        .findLast((line) => line.startsWith('data: {'))
        ?.slice(6) ?? text;
    return data.startsWith('{')
      ? ((JSON.parse(data) as { result?: Record<string, unknown> }).result ?? {})
      : {};
  };
  await send('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: { roots: {} },
    clientInfo: { name: 'old', version: '1' },
  });
  await send('notifications/initialized', {}, false);
  await send('tools/list', {});
  const { structuredContent } = await send('tools/call', { name: 'basket_create', arguments: {} });
  await send('tools/call', { name: 'basket_get', arguments: structuredContent ?? {} });
  await send('logging/setLevel', { level: 'info' });
  await fetch(url, { method: 'DELETE', headers: { 'Mcp-Session-Id': session ?? '' } });
}

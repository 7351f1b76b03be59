import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

// What is recorded in a page: the reference client lists the tools, calls one of which two arguments belong into headers
// (which it leaves out in a browser), and one that answers as a stream.

declare global {
  var useTools: (url: string) => Promise<readonly unknown[]>;
}

globalThis.useTools = async (url) => {
  const client = new Client({ name: 'page', version: '0' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  const { tools } = await client.listTools();
  const order = { region: 'eu-north', shard: 7, orderId: 'Ä-1' };
  const routed = await client
    .callTool({ name: 'route_order', arguments: order })
    .catch((error: unknown) => String(error));
  let steps = 0;
  const imported = await client.callTool(
    { name: 'import_catalog', arguments: { count: 3 } },
    { onprogress: () => (steps += 1) },
  );
  await client.close();
  return [tools.length, routed, imported.isError ?? false, steps];
};

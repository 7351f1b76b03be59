import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

// What a web page does with the reference client: it finds out the era, lists the tools, and calls one three times.

declare global {
  var useServer: (url: string) => Promise<{ readonly tools: number; readonly instances: readonly string[] }>;
}

globalThis.useServer = async (url) => {
  const client = new Client({ name: 'page', version: '0' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  const { tools } = await client.listTools();
  const instances: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const { structuredContent } = await client.callTool({ name: 'whoami' });
    instances.push((structuredContent as { instance: string }).instance);
  }
  await client.close();
  return { tools: tools.length, instances };
};

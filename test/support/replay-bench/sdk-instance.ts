/**
 * One instance for the bench of replays, as users have them: the official SDK's modern server behind Node's, which answers a read of
 * any product. Prints its port as JSON.
 */
import { toNodeHandler, type NodeIncomingMessageLike } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { listen } from '../real-servers/http-listener.ts';

const handler = createMcpHandler(
  () => {
    const server = new McpServer({ name: 'shop', version: '1.0.0' });
    const products = new ResourceTemplate('product://{sku}', { list: undefined });
    server.registerResource('product', products, {}, ({ href }) => ({
      contents: [{ uri: href, mimeType: 'application/json', text: 'x'.repeat(400) }],
    }));
    return server;
  },
  { legacy: 'reject' },
);
const handle = toNodeHandler(handler);
const { url, stop } = await listen((request, response) => {
  void handle(request as NodeIncomingMessageLike, response);
});
process.stdout.write(`${JSON.stringify({ port: Number(new URL(url).port) })}\n`);
process.on('disconnect', () => {
  void stop().then(() => process.exit());
});

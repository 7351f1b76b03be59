import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/server';
import { PIXEL_PNG } from './samples.ts';

/**
 * A text, a picture, a resource to subscribe to, and a template.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/resources
 */
export function registerFixtureResources(server: McpServer): void {
  for (const [name, text] of [
    ['static-text', 'The text of a resource that never changes.'],
    ['watched-resource', 'The text of a resource that a client subscribes to.'],
  ] as const) {
    const uri = `test://${name}`;
    server.registerResource(name, uri, { description: 'A text.', mimeType: 'text/plain' }, () => ({
      contents: [{ uri, mimeType: 'text/plain', text }],
    }));
  }
  const picture = 'test://static-binary';
  server.registerResource(
    'static-binary',
    picture,
    { description: 'A picture.', mimeType: 'image/png' },
    () => ({
      contents: [{ uri: picture, mimeType: 'image/png', blob: PIXEL_PNG }],
    }),
  );
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { description: 'Says which id it was asked for.', mimeType: 'application/json' },
    (uri, { id }) => ({
      contents: [{ uri: uri.toString(), mimeType: 'application/json', text: JSON.stringify({ id }) }],
    }),
  );
}

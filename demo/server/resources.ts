import { ResourceNotFoundError, ResourceTemplate, type McpServer } from '@modelcontextprotocol/server';
import { completeSku, FEATURED_SKUS, findProduct, PRODUCTS, type Product } from './catalogue.ts';
import type { ServerParts } from './server-parts.ts';

export const CONFIG_URI = 'config://shop';
const CATALOGUE_URI = 'catalog://products';
export const SEASON_URI = 'season://current';

const JSON_TYPE = 'application/json';
const DAY_MS = 86_400_000;

/**
 * The configuration, the catalogue, and each product through a template with completion.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/resources
 */
export function registerResources(server: McpServer, parts: ServerParts): void {
  server.registerResource(
    'config',
    CONFIG_URI,
    {
      title: 'Shop configuration',
      description: 'Changes when the season is turned on or off; subscribe to hear of it.',
      mimeType: JSON_TYPE,
      // It can change at any moment, so it is the one resource that must be asked for anew.
      cacheHint: { ttlMs: 0, cacheScope: 'public' },
    },
    () => json(CONFIG_URI, { shop: 'Hopscope demo shop', currency: 'EUR', season: parts.season.isOn() }),
  );
  server.registerResource(
    'catalogue',
    CATALOGUE_URI,
    {
      title: 'The whole catalogue',
      description: 'Every product with price and stock.',
      mimeType: JSON_TYPE,
      cacheHint: { ttlMs: DAY_MS, cacheScope: 'public' },
    },
    () => json(CATALOGUE_URI, { products: PRODUCTS }),
  );
  server.registerResource(
    'product',
    new ResourceTemplate('product://{sku}', {
      list: () => ({
        resources: FEATURED_SKUS.map(findProduct)
          .filter((item) => item !== undefined)
          .map(listed),
      }),
      complete: { sku: (typed) => completeSku(typed) },
    }),
    { title: 'One product', description: 'A product by its SKU.', mimeType: JSON_TYPE },
    (uri, { sku }) => {
      const product = typeof sku === 'string' ? findProduct(sku) : undefined;
      if (product === undefined) throw new ResourceNotFoundError(uri.toString());
      return json(uri.toString(), product);
    },
  );
}

function listed(product: Product): { uri: string; name: string; title: string } {
  return { uri: `product://${product.sku}`, name: product.sku, title: product.name };
}

function json(uri: string, value: unknown): { contents: { uri: string; mimeType: string; text: string }[] } {
  return { contents: [{ uri, mimeType: JSON_TYPE, text: JSON.stringify(value) }] };
}

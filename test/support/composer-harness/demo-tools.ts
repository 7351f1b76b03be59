import type { JsonObject } from '../../../shared/model/draft.ts';

/** Tools as the demo fleet has them, and two that are difficult on purpose. */
export const TOOLS: readonly JsonObject[] = [
  {
    name: 'whoami',
    title: 'Who answered',
    description: 'Says which instance answered, in which era, from which process.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    outputSchema: { type: 'object', properties: { instance: { type: 'string' } } },
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  {
    name: 'search_catalog',
    description:
      'Searches the catalogue of a hardware shop. Results come in pages; pass the cursor of the page before to get the next one.',
    inputSchema: {
      type: 'object',
      properties: {
        query: { type: 'string', description: 'Words to look for', minLength: 1 },
        limit: { type: 'integer', minimum: 1, maximum: 50, default: 10, description: 'Entries a page' },
        sort: { enum: ['relevance', 'price', 'name'], default: 'relevance' },
        filters: {
          type: 'object',
          properties: { inStock: { type: 'boolean' }, maxPrice: { type: 'number' } },
        },
        cursor: { type: 'string' },
      },
      required: ['query'],
    },
    outputSchema: { type: 'object' },
    annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  },
  {
    name: 'basket_create',
    description: 'Opens an empty basket and returns its handle.',
    inputSchema: { type: 'object', properties: {} },
    annotations: { destructiveHint: false },
  },
  {
    name: 'basket_add',
    description: 'Puts an article into a basket.',
    inputSchema: {
      type: 'object',
      properties: {
        basket: { type: 'string' },
        article: { type: 'string' },
        quantity: { type: 'integer', default: 1 },
      },
      required: ['basket', 'article'],
    },
  },
  {
    name: 'basket_get',
    description: 'What is in a basket.',
    inputSchema: { type: 'object', properties: { basket: { type: 'string' } }, required: ['basket'] },
    annotations: { readOnlyHint: true },
  },
  {
    name: 'route_order',
    description:
      'Routes an order to a warehouse. Region and shard are mirrored into headers, so that a load balancer can route without reading the body.',
    inputSchema: {
      type: 'object',
      properties: {
        region: { type: 'string', 'x-mcp-header': 'Region', default: 'eu-west' },
        shard: { type: 'integer', 'x-mcp-header': 'Shard', minimum: 1 },
        order: { type: 'string' },
      },
      required: ['region', 'shard', 'order'],
    },
  },
  {
    name: 'import_catalog',
    description: 'Imports a catalogue; reports progress and log messages while it runs.',
    inputSchema: { type: 'object', properties: { steps: { type: 'integer', default: 20 } } },
    annotations: { destructiveHint: true, idempotentHint: false },
  },
  {
    name: 'deploy',
    description: 'Asks for confirmation first (elicitation), then deploys.',
    inputSchema: { type: 'object', properties: { env: { enum: ['staging', 'prod'] } }, required: ['env'] },
    annotations: { destructiveHint: true },
  },
  {
    name: 'large_answer',
    description: 'Answers with 5 MB of JSON.',
    inputSchema: { type: 'object', properties: {} },
  },
  {
    name: 'bad_header',
    description: 'Its annotation names a header that HTTP does not allow.',
    inputSchema: { type: 'object', properties: { a: { type: 'string', 'x-mcp-header': 'no good' } } },
  },
];

export const PROMPTS: readonly JsonObject[] = [
  {
    name: 'describe_article',
    description: 'Writes a description of an article.',
    arguments: [
      { name: 'article', description: 'Article number', required: true },
      { name: 'tone', description: 'plain, cheerful', required: false },
    ],
  },
];

export const RESOURCES: readonly JsonObject[] = [
  { uri: 'shop://terms', name: 'terms', title: 'Terms of sale', mimeType: 'text/markdown' },
  { uri: 'shop://season', name: 'season', description: 'The current season', mimeType: 'application/json' },
];

export const TEMPLATES: readonly JsonObject[] = [
  {
    uriTemplate: 'shop://articles/{number}',
    name: 'article',
    description: 'One article by number',
    mimeType: 'application/json',
  },
];

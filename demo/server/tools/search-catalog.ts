import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { CATEGORIES, searchProducts } from '../catalogue.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';
import { answer, refuse } from '../tool-answers.ts';

const input = z.object({
  query: z.string().max(100).optional().describe('Sought in name and SKU; absent: everything'),
  category: z.enum(CATEGORIES).optional().describe('Only this category'),
  limit: z.int().min(1).max(50).default(10).describe('Products a page'),
  cursor: z.string().optional().describe('nextCursor of the page before; absent: the first page'),
});

const output = z.object({
  items: z.array(
    z.object({
      sku: z.string(),
      name: z.string(),
      category: z.string(),
      priceCents: z.int(),
      stock: z.int(),
    }),
  ),
  total: z.int().describe('Products that fit, over all pages'),
  nextCursor: z.string().optional().describe('Absent on the last page'),
});

/** `search_catalog`: structured output in pages, whose cursor any instance understands. */
export function registerSearchCatalog(server: McpServer): void {
  server.registerTool(
    'search_catalog',
    {
      title: 'Search the catalogue',
      description: 'Finds products by name, SKU or category, a page at a time.',
      inputSchema: input,
      outputSchema: output,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ query, category, limit, cursor }) => {
      const search = JSON.stringify([query?.toLowerCase() ?? '', category ?? '']);
      const start = cursor === undefined ? 0 : readCursor(cursor, search);
      if (start === undefined) {
        return refuse(
          'This cursor does not belong to this search. Leave it out to begin with the first page.',
        );
      }
      const found = searchProducts({ query, category });
      const end = start + limit;
      return answer({
        items: found.slice(start, end),
        total: found.length,
        ...(end < found.length && { nextCursor: writeCursor(end, search) }),
      });
    },
  );
}

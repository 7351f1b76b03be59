import { McpServer } from '@modelcontextprotocol/server';
import { registerFixtures } from '../conformance/register-fixtures.ts';
import { registerPrompts } from './prompts.ts';
import { registerResources } from './resources.ts';
import type { Era, ServerParts } from './server-parts.ts';
import { registerTaskMethods } from './task-methods.ts';
import { registerBaskets } from './tools/baskets.ts';
import { registerDeploy } from './tools/deploy.ts';
import { registerImportCatalog } from './tools/import-catalog.ts';
import { registerLongWork } from './tools/long-work.ts';
import { registerRouteOrder } from './tools/route-order.ts';
import { registerSearchCatalog } from './tools/search-catalog.ts';
import { registerSeason } from './tools/season.ts';
import { registerWhoami } from './tools/whoami.ts';

export interface BuiltServer {
  readonly server: McpServer;
  /** Shows or hides what comes and goes, as the switches of the fleet stand now. */
  readonly refresh: () => void;
}

// One minute: long enough to watch a client use its cache, short enough not to wait for.
const LIST_HINT = { ttlMs: 60_000, cacheScope: 'public' } as const;

/**
 * Builds the MCP server for one modern request or one legacy session.
 *
 * Every instance registers the same things in the same order, and names itself nowhere but in whoami: a fleet is
 * stateless only if nothing else tells its members apart.
 */
export function buildServer(parts: ServerParts, era: Era): BuiltServer {
  const server = new McpServer(
    { name: 'hopscope-demo', title: 'Hopscope demo shop', version: '1.0.0' },
    {
      instructions:
        'A demo shop. Begin with search_catalog, then basket_create; whoami says which instance answered.',
      capabilities: {
        tools: { listChanged: true },
        resources: { subscribe: true, listChanged: true },
        prompts: { listChanged: true },
        completions: {},
        logging: {},
      },
      cacheHints: {
        'server/discover': LIST_HINT,
        'tools/list': LIST_HINT,
        'prompts/list': LIST_HINT,
        'resources/list': LIST_HINT,
        'resources/templates/list': LIST_HINT,
        'resources/read': LIST_HINT,
      },
      requestState: { verify: (state, ctx) => parts.stateCodec.verify(state, ctx) },
    },
  );
  registerWhoami(server, parts, era);
  registerSearchCatalog(server);
  registerBaskets(server, parts);
  registerRouteOrder(server);
  registerImportCatalog(server, parts);
  registerDeploy(server, parts);
  registerLongWork(server, parts);
  // The tasks of 2025-11-25 are others, and this server has none.
  if (era === 'modern') registerTaskMethods(server, parts);
  const showSeason = registerSeason(server, parts);
  registerResources(server, parts);
  registerPrompts(server);
  const showFixtures =
    parts.conformance === undefined ? undefined : registerFixtures(server, parts.conformance, parts);
  const refresh = (): void => {
    showSeason(parts.season.isOn());
    showFixtures?.();
  };
  refresh();
  return { server, refresh };
}

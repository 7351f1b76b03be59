import type { McpServer } from '@modelcontextprotocol/server';
import type { ServerParts } from '../server/server-parts.ts';
import type { ListSwitches } from '../store/switches.ts';
import { registerChangingLists } from './changing-lists.ts';
import { registerClientTools } from './client-tools.ts';
import { registerContentTools } from './content-tools.ts';
import { registerNotifyingTools } from './notifying-tools.ts';
import { registerFixturePrompts } from './prompts.ts';
import { registerFixtureResources } from './resources.ts';
import { registerRoundTools } from './round-tools.ts';
import { registerSchemaTool } from './schema-tool.ts';
import { registerStateTools } from './state-tools.ts';
import { registerTaskTools } from './task-tools.ts';

/**
 * Everything that the server scenarios of the conformance suite (`@modelcontextprotocol/conformance` 0.2.0-alpha.12)
 * call by name, beside what the shop has of its own.
 *
 * Returns the function that shows or hides what comes and goes.
 */
export function registerFixtures(server: McpServer, switches: ListSwitches, parts: ServerParts): () => void {
  registerContentTools(server);
  registerNotifyingTools(server);
  registerClientTools(server);
  registerRoundTools(server);
  registerStateTools(server, parts.stateCodec);
  registerSchemaTool(server);
  registerTaskTools(server, parts);
  registerFixtureResources(server);
  registerFixturePrompts(server);
  return registerChangingLists(server, switches, parts.announceChanges);
}

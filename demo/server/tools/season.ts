import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { CONFIG_URI, SEASON_URI } from '../resources.ts';
import type { Change } from '../../store/shared-store.ts';
import type { ServerParts } from '../server-parts.ts';
import { answer } from '../tool-answers.ts';

/** What turning the season on or off changes for those who listen. */
export const SEASON_CHANGES: readonly Change[] = [
  { kind: 'tools' },
  { kind: 'prompts' },
  { kind: 'resources' },
  { kind: 'resource', uri: CONFIG_URI },
];

/**
 * `toggle_seasonal_tool`, and what it makes come and go: a tool, a prompt and a resource.
 *
 * Returns the function that shows or hides them; a connected server tells its client about it by itself.
 */
export function registerSeason(server: McpServer, parts: ServerParts): (on: boolean) => void {
  server.registerTool(
    'toggle_seasonal_tool',
    {
      title: 'Turn the season on or off',
      description:
        'Shows or hides the tool seasonal_offer, the prompt seasonal_greeting and a resource, and updates the configuration resource.',
      inputSchema: z.object({ on: z.boolean().optional().describe('Absent: the opposite of what is') }),
      outputSchema: z.object({ season: z.boolean() }),
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: false,
        openWorldHint: false,
      },
    },
    ({ on }) => {
      const season = parts.season.set(on);
      parts.announceChanges();
      return answer({ season });
    },
  );
  const tool = server.registerTool(
    'seasonal_offer',
    {
      title: 'Seasonal offer',
      description: 'What is cheaper while the season is on.',
      inputSchema: z.object({}),
      outputSchema: z.object({ sku: z.string(), discountPercent: z.int() }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    () => answer({ sku: 'TEA-012', discountPercent: 20 }),
  );
  const prompt = server.registerPrompt(
    'seasonal_greeting',
    {
      title: 'Seasonal greeting',
      description: 'A greeting for a customer, offered while the season is on.',
      argsSchema: z.object({ customer: z.string().describe('Whom to greet') }),
    },
    ({ customer }) => ({
      messages: [
        { role: 'user', content: { type: 'text', text: `Write a short seasonal greeting for ${customer}.` } },
      ],
    }),
  );
  const resource = server.registerResource(
    'season',
    SEASON_URI,
    { title: 'The season', description: 'There only while the season is on.', mimeType: 'text/plain' },
    () => ({ contents: [{ uri: SEASON_URI, mimeType: 'text/plain', text: 'The season is on.' }] }),
  );
  return (on) => {
    for (const item of [tool, prompt, resource]) {
      // Each real change is announced to a connected client, so an equal state is left alone.
      if (item.enabled === on) continue;
      if (on) item.enable();
      else item.disable();
    }
  };
}

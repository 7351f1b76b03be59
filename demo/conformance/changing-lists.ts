import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { ListSwitches, Switch } from '../store/switches.ts';
import { sayText } from './ask-client.ts';

/**
 * A tool and a prompt that come and go, and the tools that make them do so.
 *
 * Returns the function that shows or hides them as the switches stand.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/subscriptions
 */
export function registerChangingLists(
  server: McpServer,
  switches: ListSwitches,
  announceChanges: () => void,
): () => void {
  const trigger = (name: string, what: string, turned: Switch): void => {
    server.registerTool(
      name,
      { description: `Shows or hides a ${what}, which changes the list.`, inputSchema: z.object({}) },
      () => {
        const on = turned.set();
        announceChanges();
        return sayText(`The ${what} is ${on ? 'shown' : 'hidden'} now.`);
      },
    );
  };
  trigger('test_trigger_tool_change', 'tool', switches.tools);
  trigger('test_trigger_prompt_change', 'prompt', switches.prompts);
  const tool = server.registerTool(
    'test_changing_tool',
    { description: 'Comes and goes.', inputSchema: z.object({}) },
    () => sayText('Here for now.'),
  );
  const prompt = server.registerPrompt('test_changing_prompt', { description: 'Comes and goes.' }, () => ({
    messages: [{ role: 'user', content: { type: 'text', text: 'Here for now.' } }],
  }));
  return () => {
    for (const [item, on] of [
      [tool, switches.tools.isOn()],
      [prompt, switches.prompts.isOn()],
    ] as const) {
      // Each real change is announced to a connected client, so an equal state is left alone.
      if (item.enabled === on) continue;
      if (on) item.enable();
      else item.disable();
    }
  };
}

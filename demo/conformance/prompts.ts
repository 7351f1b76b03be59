import {
  acceptedContent,
  completable,
  inputRequired,
  type GetPromptResult,
  type McpServer,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { picture } from './samples.ts';

type Content = GetPromptResult['messages'][number]['content'];

const context = z.object({ context: z.string() });
const WORDS = ['tea', 'team', 'test', 'text'];

/**
 * Prompts of each kind of content, one with arguments that can be completed, and one that asks before it answers.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/prompts
 */
export function registerFixturePrompts(server: McpServer): void {
  server.registerPrompt('test_simple_prompt', { description: 'One text.' }, () =>
    user(text('A prompt of one text.')),
  );
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'A text with two arguments in it.',
      argsSchema: z.object({
        arg1: completable(z.string(), (typed) => WORDS.filter((word) => word.startsWith(typed))),
        arg2: z.string(),
      }),
    },
    ({ arg1, arg2 }) => user(text(`The first argument is ${arg1}, the second is ${arg2}.`)),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    {
      description: 'A resource, and what to do with it.',
      argsSchema: z.object({ resourceUri: z.string() }),
    },
    ({ resourceUri }) =>
      user(
        {
          type: 'resource',
          resource: { uri: resourceUri, mimeType: 'text/plain', text: 'A resource inside a prompt.' },
        },
        text('Summarise this resource.'),
      ),
  );
  server.registerPrompt('test_prompt_with_image', { description: 'A picture, and what to do with it.' }, () =>
    user(picture(), text('Describe this picture.')),
  );
  server.registerPrompt(
    'test_input_required_result_prompt',
    { description: 'Asks for its context first.' },
    (ctx) => {
      const accepted = acceptedContent(ctx.mcpReq.inputResponses, 'user_context', context);
      if (accepted !== undefined) return user(text(`Answer within this context: ${accepted.context}`));
      const user_context = inputRequired.elicit({ message: 'In which context?', requestedSchema: context });
      return inputRequired({ inputRequests: { user_context } });
    },
  );
}

function user(...contents: readonly Content[]): GetPromptResult {
  return { messages: contents.map((content) => ({ role: 'user', content })) };
}

function text(words: string): Content {
  return { type: 'text', text: words };
}

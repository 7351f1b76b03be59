import {
  inputRequired,
  inputResponse,
  type CallToolResult,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { askModel, askName, sayText } from './ask-client.ts';
import { DEFAULTS_FORM, ENUMS_FORM, USER_FORM } from './forms.ts';

type Answer = CallToolResult | InputRequiredResult;
type Form = Parameters<typeof inputRequired.elicit>[0]['requestedSchema'];

const noArguments = z.object({});
const ASKED = 'asked';

/**
 * Tools that need the client's help: its model, or the person in front of it.
 *
 * Sources: https://modelcontextprotocol.io/specification/2025-11-25/client/sampling,
 * https://modelcontextprotocol.io/specification/2025-11-25/client/elicitation
 */
export function registerClientTools(server: McpServer): void {
  server.registerTool(
    'test_sampling',
    {
      description: "Passes a prompt to the client's model and repeats what it says.",
      inputSchema: z.object({ prompt: z.string() }),
    },
    ({ prompt }, ctx) => askTheModel(prompt, ctx),
  );
  server.registerTool(
    'test_missing_capability',
    { description: 'Needs sampling, whether the client has it or not.', inputSchema: noArguments },
    (_, ctx) => askTheModel('Say anything.', ctx),
  );
  server.registerTool(
    'test_elicitation',
    {
      description: 'Asks a person for a user name and an address.',
      inputSchema: z.object({ message: z.string() }),
    },
    ({ message }, ctx) => askThePerson(message, USER_FORM, ctx),
  );
  server.registerTool(
    'test_elicitation_sep1034_defaults',
    { description: 'Asks with a form in which every field has a default.', inputSchema: noArguments },
    (_, ctx) => askThePerson('Is this right?', DEFAULTS_FORM, ctx),
  );
  server.registerTool(
    'test_elicitation_sep1330_enums',
    { description: 'Asks with a form of every kind of choice.', inputSchema: noArguments },
    (_, ctx) => askThePerson('What do you choose?', ENUMS_FORM, ctx),
  );
  server.registerTool(
    'test_streaming_elicitation',
    { description: 'Asks a person for a name, on the stream of its own answer.', inputSchema: noArguments },
    (_, ctx) => {
      const response = inputResponse(ctx.mcpReq.inputResponses, ASKED);
      if (response.kind === 'elicit') return sayText(describe(response));
      return inputRequired({ inputRequests: { [ASKED]: askName('Who is there?') } });
    },
  );
}

function askTheModel(prompt: string, ctx: ServerContext): Answer {
  const response = inputResponse(ctx.mcpReq.inputResponses, ASKED);
  if (response.kind !== 'sampling') return inputRequired({ inputRequests: { [ASKED]: askModel(prompt) } });
  return sayText(`The model says: ${JSON.stringify(response.result.content)}`);
}

function askThePerson(message: string, requestedSchema: Form, ctx: ServerContext): Answer {
  const response = inputResponse(ctx.mcpReq.inputResponses, ASKED);
  if (response.kind === 'elicit') return sayText(describe(response));
  return inputRequired({ inputRequests: { [ASKED]: inputRequired.elicit({ message, requestedSchema }) } });
}

function describe(response: { readonly action: string; readonly content?: Record<string, unknown> }): string {
  return `The person chose ${response.action}: ${JSON.stringify(response.content ?? {})}`;
}

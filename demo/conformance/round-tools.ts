import {
  acceptedContent,
  inputRequired,
  inputResponse,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { askModel, askName, declaredCapabilities, namedAnswer, sayText } from './ask-client.ts';

const noArguments = z.object({});
const NAME_KEY = 'user_name';
const MODEL_KEY = 'capital_question';
const ROOTS_KEY = 'client_roots';

/**
 * Tools that ask once, for one kind of input each, and keep no state between the rounds.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr
 */
export function registerRoundTools(server: McpServer): void {
  server.registerTool(
    'test_input_required_result_elicitation',
    { description: 'Asks for a name and greets whoever it is.', inputSchema: noArguments },
    (_, ctx) => {
      const accepted = acceptedContent(ctx.mcpReq.inputResponses, NAME_KEY, namedAnswer);
      // Whatever does not fit the form is asked for again, as the specification recommends.
      if (accepted === undefined) {
        return inputRequired({ inputRequests: { [NAME_KEY]: askName('What is your name?') } });
      }
      return sayText(`Hello, ${accepted.name}!`);
    },
  );
  server.registerTool(
    'test_input_required_result_sampling',
    { description: "Asks the client's model one question.", inputSchema: noArguments },
    (_, ctx) => {
      const response = inputResponse(ctx.mcpReq.inputResponses, MODEL_KEY);
      if (response.kind !== 'sampling') {
        return inputRequired({ inputRequests: { [MODEL_KEY]: askModel('What is the capital of France?') } });
      }
      return sayText(`The model says: ${JSON.stringify(response.result.content)}`);
    },
  );
  server.registerTool(
    'test_input_required_result_list_roots',
    { description: 'Asks for the roots and lists them.', inputSchema: noArguments },
    (_, ctx) => {
      const response = inputResponse(ctx.mcpReq.inputResponses, ROOTS_KEY);
      if (response.kind !== 'roots') {
        return inputRequired({ inputRequests: { [ROOTS_KEY]: inputRequired.listRoots() } });
      }
      return sayText(response.roots.map(({ uri }) => uri).join('\n') || 'There are no roots.');
    },
  );
  server.registerTool(
    'test_input_required_result_capabilities',
    { description: 'Asks only for what the client declared.', inputSchema: noArguments },
    (_, ctx) => askWhatIsDeclared(ctx),
  );
}

function askWhatIsDeclared(
  ctx: ServerContext,
): ReturnType<typeof inputRequired> | ReturnType<typeof sayText> {
  if (ctx.mcpReq.inputResponses !== undefined) {
    return sayText(`Answered: ${Object.keys(ctx.mcpReq.inputResponses).join(', ')}`);
  }
  const declared = declaredCapabilities(ctx);
  const inputRequests = {
    ...(declared.has('elicitation') && { [NAME_KEY]: askName('What is your name?') }),
    ...(declared.has('sampling') && { [MODEL_KEY]: askModel('What is the capital of France?') }),
    ...(declared.has('roots') && { [ROOTS_KEY]: inputRequired.listRoots() }),
  };
  if (Object.keys(inputRequests).length === 0) return sayText('The client declared nothing to ask for.');
  return inputRequired({ inputRequests });
}

import {
  acceptedContent,
  inputRequired,
  inputResponse,
  type CallToolResult,
  type InputRequiredResult,
  type McpServer,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { askConfirmation, askModel, askName, confirmation, namedAnswer, sayText } from './ask-client.ts';

type Answer = CallToolResult | InputRequiredResult | Promise<InputRequiredResult>;
type Requests = NonNullable<InputRequiredResult['inputRequests']>;

/** What travels in requestState: whose it is, which round it closes, and what the rounds before it learned. */
const roundState = z.object({ fixture: z.string(), round: z.int(), name: z.string().optional() });
type RoundState = z.infer<typeof roundState>;

const noArguments = z.object({});
const colour = z.object({ color: z.string() });

/**
 * Tools whose rounds are held together by a signed requestState; the server keeps nothing. A state that was tampered
 * with is refused before it reaches them, by the `verify` that build-server.ts configures.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr
 */
export function registerStateTools(server: McpServer, codec: RequestStateCodec): void {
  const ask = async (state: RoundState, inputRequests: Requests, ctx: ServerContext) =>
    inputRequired({ inputRequests, requestState: await codec.mint(state, ctx) });

  const confirm = (name: string, done: string) => {
    server.registerTool(
      name,
      { description: 'Asks for a confirmation and signs its requestState.', inputSchema: noArguments },
      (_, ctx): Answer => {
        const state = stateOf(name, ctx);
        const accepted = acceptedContent(ctx.mcpReq.inputResponses, 'confirm', confirmation);
        if (state !== undefined && accepted !== undefined) return sayText(`${done}: ${String(accepted.ok)}`);
        return ask({ fixture: name, round: 1 }, { confirm: askConfirmation('Go on?') }, ctx);
      },
    );
  };
  confirm('test_input_required_result_request_state', 'state-ok');
  confirm('test_input_required_result_tampered_state', 'The state was not tampered with');

  const many = 'test_input_required_result_multiple_inputs';
  server.registerTool(
    many,
    { description: 'Asks for a name, a greeting and the roots at once.', inputSchema: noArguments },
    (_, ctx): Answer => {
      const responses = ctx.mcpReq.inputResponses;
      const name = acceptedContent(responses, 'user_name', namedAnswer)?.name;
      const greeting = inputResponse(responses, 'greeting');
      const roots = inputResponse(responses, 'client_roots');
      const complete = name !== undefined && greeting.kind === 'sampling' && roots.kind === 'roots';
      if (complete && stateOf(many, ctx) !== undefined) {
        return sayText(
          `${name}, ${JSON.stringify(greeting.result.content)}, roots: ${String(roots.roots.length)}`,
        );
      }
      const requests = {
        user_name: askName('What is your name?'),
        greeting: askModel('Write a greeting.'),
        client_roots: inputRequired.listRoots(),
      };
      return ask({ fixture: many, round: 1 }, requests, ctx);
    },
  );

  const rounds = 'test_input_required_result_multi_round';
  server.registerTool(
    rounds,
    { description: 'Asks for a name, then for a colour.', inputSchema: noArguments },
    (_, ctx): Answer => {
      const state = stateOf(rounds, ctx);
      const responses = ctx.mcpReq.inputResponses;
      const name = state?.name ?? acceptedContent(responses, 'step1', namedAnswer)?.name;
      if (state === undefined || name === undefined) {
        return ask({ fixture: rounds, round: 1 }, { step1: askName('What is your name?') }, ctx);
      }
      const chosen = state.round === 2 ? acceptedContent(responses, 'step2', colour)?.color : undefined;
      if (chosen !== undefined) return sayText(`${name} likes ${chosen}.`);
      const step2 = inputRequired.elicit({ message: 'Which colour do you like?', requestedSchema: colour });
      return ask({ fixture: rounds, round: 2, name }, { step2 }, ctx);
    },
  );
}

/** The state of this request, if it is one that this very fixture minted: every tool's state has the same signature. */
function stateOf(fixture: string, ctx: ServerContext): RoundState | undefined {
  const parsed = roundState.safeParse(ctx.mcpReq.requestState());
  return parsed.success && parsed.data.fixture === fixture ? parsed.data : undefined;
}

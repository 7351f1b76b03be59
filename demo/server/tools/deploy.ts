import {
  acceptedContent,
  inputRequired,
  inputResponse,
  type CallToolResult,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { DeployState, ServerParts } from '../server-parts.ts';
import { answer, refuse } from '../tool-answers.ts';

/** Under this key in the result's `_meta` stands which instance served which round. */
const ROUNDS_META_KEY = 'dev.hopscope.demo/rounds';

const INPUT_KEY = 'approval';

const input = z.object({
  environment: z.enum(['staging', 'production']).describe('Where to'),
  version: z.string().min(1).max(50).default('1.0.0').describe('What'),
});

const approval = z.object({
  confirm: z.boolean().describe('Deploy now?'),
  reason: z.string().describe('Why this deployment is made'),
});

const output = z.object({
  environment: z.string(),
  version: z.string(),
  deployed: z.boolean(),
  reason: z.string(),
});

/**
 * `deploy`: asks before it acts. The first round returns a form and a signed requestState and keeps nothing; the
 * second may land on any instance that holds the key.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr
 */
export function registerDeploy(server: McpServer, parts: ServerParts): void {
  server.registerTool(
    'deploy',
    {
      title: 'Deploy the shop',
      description: 'Pretends to deploy a version after a person has confirmed it and given a reason.',
      inputSchema: input,
      outputSchema: output,
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    (args, ctx) => {
      const state = ctx.mcpReq.requestState<DeployState>();
      return state === undefined ? ask(args, ctx, parts) : finish(args, state, ctx, parts);
    },
  );
}

async function ask(
  args: z.infer<typeof input>,
  ctx: ServerContext,
  parts: ServerParts,
): Promise<InputRequiredResult> {
  const state: DeployState = { ...args, askedBy: parts.instanceName };
  return inputRequired({
    inputRequests: {
      [INPUT_KEY]: inputRequired.elicit({
        message: `Deploy version ${args.version} to ${args.environment}?`,
        requestedSchema: approval,
      }),
    },
    requestState: await parts.stateCodec.mint(state, ctx),
  });
}

function finish(
  args: z.infer<typeof input>,
  state: DeployState,
  ctx: ServerContext,
  parts: ServerParts,
): CallToolResult | Promise<InputRequiredResult> {
  const { environment, version } = args;
  // The state is signed but the arguments are not: what a person approved must be what is deployed.
  if (state.environment !== environment || state.version !== version) {
    return refuse(
      'The arguments are not those that were asked about. Call deploy again without requestState.',
    );
  }
  const response = inputResponse(ctx.mcpReq.inputResponses, INPUT_KEY);
  if (response.kind !== 'elicit') return ask(args, ctx, parts);
  const accepted = acceptedContent(ctx.mcpReq.inputResponses, INPUT_KEY, approval);
  if (response.action === 'accept' && accepted === undefined) return ask(args, ctx, parts);

  // Which instance did what belongs beside the answer, not in it: any instance must give the same answer.
  const rounds = [
    { round: 1, instance: state.askedBy },
    { round: 2, instance: parts.instanceName },
  ];
  return answer(
    {
      environment,
      version,
      deployed: accepted?.confirm === true,
      reason: accepted?.reason ?? response.action,
    },
    { [ROUNDS_META_KEY]: rounds },
  );
}

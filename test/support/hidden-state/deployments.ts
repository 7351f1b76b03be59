import { randomBytes } from 'node:crypto';
import {
  acceptedContent,
  createRequestStateCodec,
  inputRequired,
  type McpServer,
  type RequestStateCodec,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { createModernClient } from '../modern-client.ts';
import type { Drive } from './drive.ts';
import { said, startStateful, type StatefulFleet } from './stateful-servers.ts';

const confirmation = z.object({ confirm: z.boolean() });

interface State {
  readonly version: string;
}

/**
 * The SDK's own way to ask in two rounds: a requestState that its codec signs, with one key for all instances or one for each.
 *
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr
 */
export function startDeployments({ sharedKey }: { readonly sharedKey: boolean }): Promise<StatefulFleet> {
  const key = randomBytes(32);
  const codecs: RequestStateCodec<State>[] = [];
  return startStateful(
    () => {
      const codec = createRequestStateCodec<State>({ key: sharedKey ? key : randomBytes(32) });
      codecs.push(codec);
      return (server: McpServer) => {
        register(server, codec);
      };
    },
    undefined,
    2,
  );
}

function register(server: McpServer, codec: RequestStateCodec<State>): void {
  server.registerTool(
    'deploy',
    { inputSchema: z.object({ version: z.string() }) },
    async ({ version }, ctx) => {
      const sealed = ctx.mcpReq.requestState<string>();
      if (sealed === undefined) {
        return inputRequired({
          inputRequests: {
            sure: inputRequired.elicit({ message: `Deploy ${version}?`, requestedSchema: confirmation }),
          },
          requestState: await codec.mint({ version }, ctx),
        });
      }
      const state = await codec.verify(sealed, ctx);
      const answer = acceptedContent(ctx.mcpReq.inputResponses, 'sure', confirmation);
      return said({ version: state.version, deployed: answer?.confirm === true });
    },
  );
}

export const driveDeployments: Drive = async (url) => {
  const client = createModernClient(url, 'deployer', { elicitation: { form: {} } });
  await client.ask('tools/list');
  for (const version of ['1.0.0', '1.1.0', '1.2.0']) {
    const params = { name: 'deploy', arguments: { version } };
    const { result } = await client.ask('tools/call', params);
    const second = await client.ask('tools/call', {
      ...params,
      requestState: result?.['requestState'],
      inputResponses: { sure: { action: 'accept', content: { confirm: true } } },
    });
    if (!second.result) throw new Error(`Not deployed: ${JSON.stringify(second)}`);
  }
};

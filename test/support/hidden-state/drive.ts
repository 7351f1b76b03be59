import { createModernClient, type Params } from '../modern-client.ts';

/** Sends a session to what stands at an address. */
export type Drive = (url: string) => Promise<void>;

/** Calls a tool; resolves with its structured content. */
export type Call = (tool: string, args: Params) => Promise<Params>;

/** Looks at the tools, then calls some. */
export function driveWith(session: (call: Call) => Promise<void>): Drive {
  return async (url) => {
    const client = createModernClient(url, 'driver');
    await client.ask('tools/list');
    await session(async (tool, args) => {
      const { result, error } = await client.ask('tools/call', { name: tool, arguments: args });
      if (!result) throw new Error(`${tool}: ${JSON.stringify(error)}`);
      return (result['structuredContent'] ?? {}) as Params;
    });
  };
}

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Strategy } from '../../../shared/model/gateway.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { GatewayBench } from './gateway-bench.ts';

// The reference client, unchanged, with the gateway's address instead of a server's.

let fleet: DemoFleet;
let bench: GatewayBench;
beforeAll(async () => {
  fleet = await startDemoFleet();
});
afterAll(() => fleet.stop());
beforeEach(async () => {
  bench = await GatewayBench.open();
});
afterEach(() => bench.close());

async function connect(strategy: Strategy, mode: 'legacy' | 'auto'): Promise<Client> {
  const { url } = await bench.gateway(
    fleet.instances.map((instance) => instance.url),
    { strategy },
  );
  const client = new Client(
    { name: 'gateway-test', version: '0' },
    { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode } },
  );
  client.setRequestHandler('elicitation/create', () => ({
    action: 'accept',
    content: { confirm: true, reason: 'it is Friday' },
  }));
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

/** Everything that a client does in a day; answers which instances it met. */
async function useAll(client: Client): Promise<Set<string>> {
  const met = new Set<string>();
  for (let turn = 0; turn < 3; turn += 1) {
    const { structuredContent } = await client.callTool({ name: 'whoami' });
    met.add((structuredContent as { instance: string }).instance);
  }
  expect((await client.listTools()).tools.length).toBeGreaterThan(5);
  const { structuredContent: basket } = await client.callTool({ name: 'basket_create' });
  const { basketId } = basket as { basketId: string };
  const found = await client.callTool({ name: 'basket_get', arguments: { basketId } });
  expect(found.structuredContent).toMatchObject({ basketId });
  const deployed = await client.callTool({
    name: 'deploy',
    arguments: { environment: 'staging', version: '1.2.3' },
  });
  expect(deployed.isError ?? false).toBe(false);
  expect(JSON.stringify(deployed.content)).toContain('1.2.3');
  return met;
}

describe('the official client through the gateway', () => {
  it('works in the modern era by round robin, each call on another instance', async () => {
    const client = await connect({ kind: 'round-robin' }, 'auto');
    try {
      expect(await useAll(client)).toEqual(new Set(['alpha', 'beta', 'gamma']));
    } finally {
      await client.close();
    }
  });

  it('works in the legacy era where sessions stick, on one instance', async () => {
    const by = { kind: 'header', name: 'Mcp-Session-Id' } as const;
    const client = await connect({ kind: 'sticky', by }, 'legacy');
    try {
      expect((await useAll(client)).size).toBe(1);
    } finally {
      await client.close();
    }
  });

  it('fails in the legacy era by round robin, as it would behind any balancer', async () => {
    await expect(connect({ kind: 'round-robin' }, 'legacy').then(useAll)).rejects.toThrow();
  });
});

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Strategy } from '../../../shared/model/gateway.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { MockBench } from './mock-bench.ts';

// The reference client, unchanged: first with servers, then with the mock of that very day.

let fleet: DemoFleet;
let bench: MockBench;
beforeAll(async () => {
  fleet = await startDemoFleet();
});
afterAll(() => fleet.stop());
beforeEach(async () => {
  bench = await MockBench.open();
});
afterEach(() => bench.close());

type Mode = 'legacy' | 'auto';

async function connect(url: string, mode: Mode, declared = {}): Promise<Client> {
  const client = new Client(
    { name: 'mock-test', version: '0' },
    { capabilities: { elicitation: { form: {} }, ...declared }, versionNegotiation: { mode } },
  );
  client.setRequestHandler('elicitation/create', () => ({
    action: 'accept',
    content: { confirm: true, reason: 'it is Friday' },
  }));
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

/** Everything that a client does in a day; answers what it was told. */
async function spendDay(url: string, mode: Mode): Promise<unknown[]> {
  const client = await connect(url, mode);
  const told: unknown[] = [];
  const call = async (name: string, args: Record<string, unknown> = {}): Promise<Record<string, unknown>> => {
    const answer = await client.callTool({ name, arguments: args });
    told.push(answer);
    return (answer.structuredContent ?? {}) as Record<string, unknown>;
  };
  try {
    told.push(client.getServerCapabilities(), client.getServerVersion());
    told.push(await client.listTools());
    await call('whoami');
    await call('whoami');
    for (let cursor: unknown = undefined, page = 0; page < 3; page += 1) {
      const found = await call('search_catalog', { query: '', limit: 5, ...(page > 0 && { cursor }) });
      cursor = found['nextCursor'];
    }
    const { basketId } = await call('basket_create');
    await call('basket_get', { basketId });
    await call('basket_add', { basketId, sku: 'TEA-001', quantity: 2 });
    await call('basket_get', { basketId });
    await call('deploy', { environment: 'staging', version: '1.2.3' });
    await call('no_such_tool').catch((error: unknown) => told.push(String(error)));
    told.push(await client.listResources(), await client.readResource({ uri: 'config://shop' }));
    told.push(await client.listPrompts());
    const progress: unknown[] = [];
    told.push(
      await client.callTool(
        { name: 'import_catalog', arguments: {} },
        { onprogress: (step) => progress.push(step) },
      ),
      progress,
    );
  } finally {
    await client.close();
  }
  return told;
}

const sticky: Strategy = { kind: 'sticky', by: { kind: 'header', name: 'Mcp-Session-Id' } };

describe.each([
  { mode: 'auto', era: 'modern', strategy: { kind: 'round-robin' } },
  { mode: 'legacy', era: 'legacy', strategy: sticky },
] as const)('the official client in the $era era', ({ mode, era, strategy }) => {
  it('is told by the mock what the servers told it, and by a second life what belongs together', async () => {
    let recorded: unknown[] = [];
    const captureId = await bench.record(
      fleet.instances.map(({ url }) => url),
      async (url) => {
        recorded = await spendDay(url, mode);
      },
      { strategy },
    );
    const mock = await bench.start(captureId);
    expect(mock).toMatchObject({ eras: [era], running: true });
    expect(await spendDay(mock.url, mode)).toEqual(recorded);
    expect(bench.news).toEqual([]);

    const again = await spendDay(mock.url, mode);
    const [first, second] = [recorded, again].map(
      (day) => day[8] as { structuredContent: { basketId: string } },
    );
    const [then, now] = [first?.structuredContent.basketId ?? '', second?.structuredContent.basketId ?? ''];
    // Each legacy session begins with the recording; in the modern era the second basket is another one.
    expect(now === then).toBe(era === 'legacy');
    expect(JSON.stringify(again.slice(8, 12)).replaceAll(now, then)).toBe(
      JSON.stringify(recorded.slice(8, 12)),
    );
    expect(bench.news).toEqual([]);
    expect(await bench.stop(mock)).toMatchObject({ running: false, counts: { unmatched: 0, refused: 0 } });
  });

  it('is told what is not in the recording, and which request is nearest', async () => {
    const captureId = await bench.record(
      fleet.instances.map(({ url }) => url),
      async (url) => {
        await spendDay(url, mode);
      },
      { strategy },
    );
    const mock = await bench.start(captureId);
    const client = await connect(mock.url, mode);
    try {
      await client.listTools();
      const asked = client.callTool({
        name: 'deploy',
        arguments: { environment: 'staging', version: '2.0.0' },
      });
      await expect(asked).rejects.toThrow(
        /tools\/call "deploy" is not in the recording.*differs at \/arguments\/version \(recorded "1\.2\.3", sent "2\.0\.0"\)/,
      );
      expect(bench.news).toMatchObject([{ kind: 'unmatched', era, method: 'tools/call', name: 'deploy' }]);
    } finally {
      await client.close();
    }
    expect((await bench.stop(mock)).counts).toMatchObject({ unmatched: 1 });

    const lenient = await bench.start(captureId, { lenient: true });
    const other = await connect(lenient.url, mode);
    try {
      const { content } = await other.callTool({
        name: 'basket_add',
        arguments: { basketId: 'none', sku: 'TEA-001', quantity: 3 },
      });
      expect(JSON.stringify(content)).toContain('TEA-001');
    } finally {
      await other.close();
    }
    expect((await bench.stop(lenient)).counts).toMatchObject({ alike: 1, unmatched: 0 });
  });
});

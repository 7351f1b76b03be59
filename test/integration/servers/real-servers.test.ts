import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/model/draft.ts';
import type { Era, Transport } from '../../../shared/model/instance.ts';
import type { StdioCommand } from '../../../shared/model/stdio-command.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet } from '../../support/demo-processes.ts';
import {
  EVERYTHING_STDIO,
  startEverything,
  startMcpProxy,
  startSupergateway,
} from '../../support/real-servers/child-servers.ts';
import {
  startHonoServer,
  startMcpLiteServer,
  startSdkServer,
  startTmcpServer,
} from '../../support/real-servers/in-process.ts';
import { addInstance, ask, check, draftOf, sendAndRead } from './ask-through-bridge.ts';

interface Case {
  readonly name: string;
  readonly start: () => Promise<{
    readonly where: string | StdioCommand;
    readonly stop: () => Promise<unknown>;
  }>;
  readonly era: Era;
  readonly transport: Transport;
  readonly call: JsonObject;
  readonly says: string;
  /** What the server says of itself. */
  readonly server: string;
  /** Serves a modern call too, so that the first one is one: its era is found out by what is missing in the answer. */
  readonly isMixed?: boolean;
}

const onUrl =
  (start: () => Promise<{ readonly url: string; readonly stop: () => Promise<unknown> }>): Case['start'] =>
  async () => {
    const { url, stop } = await start();
    return { where: url, stop };
  };

const PING = { call: { name: 'ping-pong', arguments: {} }, says: 'pong' };
const ECHO = { call: { name: 'echo', arguments: { message: 'hop' } }, says: 'Echo: hop' };
const EVERYTHING = 'mcp-servers/everything';

/** The real servers of issue 3, each as it is installed. */
const CASES: readonly Case[] = [
  {
    name: 'the SDK, modern only',
    start: onUrl(() => startSdkServer('reject')),
    ...{ era: 'modern', transport: 'http', ...PING, server: 'sdk-under-test' },
  },
  {
    name: 'the SDK, both eras',
    start: onUrl(() => startSdkServer('stateless')),
    ...{ era: 'modern', transport: 'http', ...PING, server: 'sdk-under-test' },
  },
  {
    name: 'the demo, both eras',
    start: async () => {
      const fleet = await startDemoFleet({ names: ['alpha'] });
      return { where: fleet.get('alpha').url, stop: () => fleet.stop() };
    },
    ...{ era: 'modern', transport: 'http', call: { name: 'whoami', arguments: {} }, says: 'alpha' },
    server: 'hopscope-demo',
  },
  {
    name: 'mcp-proxy before server-everything',
    start: onUrl(startMcpProxy),
    ...{ era: 'modern', transport: 'http', ...ECHO, server: EVERYTHING },
  },
  {
    name: 'tmcp',
    start: onUrl(startTmcpServer),
    ...{ era: 'modern', transport: 'http', ...PING, server: 'tmcp-under-test' },
  },
  {
    name: 'server-everything, stdio',
    start: () => Promise.resolve({ where: EVERYTHING_STDIO, stop: () => Promise.resolve() }),
    ...{ era: 'legacy', transport: 'stdio', ...ECHO, server: EVERYTHING },
  },
  {
    name: 'server-everything, Streamable HTTP',
    start: onUrl(() => startEverything('streamableHttp')),
    ...{ era: 'legacy', transport: 'http', ...ECHO, server: EVERYTHING },
  },
  {
    name: 'server-everything, HTTP+SSE',
    start: onUrl(() => startEverything('sse')),
    ...{ era: 'legacy', transport: 'sse', ...ECHO, server: EVERYTHING },
  },
  {
    name: 'mcp-lite',
    start: onUrl(startMcpLiteServer),
    ...{ era: 'legacy', transport: 'http', ...PING, server: 'mcp-lite-under-test' },
  },
  {
    name: '@hono/mcp',
    start: onUrl(startHonoServer),
    ...{ era: 'legacy', transport: 'http', ...PING, server: 'hono-under-test' },
  },
  {
    name: 'supergateway before server-everything',
    start: onUrl(startSupergateway),
    ...{ era: 'legacy', transport: 'http', ...ECHO, server: EVERYTHING, isMixed: true },
  },
];

describe.each(CASES)('$name', (entry) => {
  let where: string | StdioCommand;
  let stop: () => Promise<unknown>;
  let contract: ContractEngine;

  beforeAll(async () => {
    ({ where, stop } = await entry.start());
  });
  afterAll(() => stop());
  // A new engine knows nothing of the server.
  beforeEach(async () => {
    contract = await openContractEngine();
  });
  afterEach(() => contract.close());

  it('has its era found out by the first call, which works', async () => {
    const { engine } = contract;
    const { id } = await addInstance(engine, 'under test', where);
    const { row, response } = await sendAndRead(engine, id, draftOf('tools/call', entry.call));
    const era = entry.isMixed === true ? 'modern' : entry.era;
    expect(row).toMatchObject({ era, method: 'tools/call', state: 'done' });
    expect(row.errorCode).toBeUndefined();
    expect(response?.body.text).toContain(entry.says);
    const [known] = await ask(engine, 'health.list', null);
    expect(known).toMatchObject({ era: entry.era, transport: entry.transport, eraSource: 'detected' });
  });

  it('has its era found out by a check, with evidence, and is spoken to in it', async () => {
    const { engine } = contract;
    const { id } = await addInstance(engine, 'under test', where);
    const health = await check(engine, id);
    expect(health).toMatchObject({
      state: 'up',
      era: entry.era,
      eraSource: 'detected',
      transport: entry.transport,
      serverInfo: { name: entry.server },
    });
    expect(health.eraReason).toMatch(/\.$/);
    expect(health.eraEvidence?.length).toBeGreaterThan(0);
    for (const { ref } of health.eraEvidence ?? []) expect(ref?.number).toBeGreaterThan(0);
    expect(health.capabilities).toHaveProperty('tools');
    expect(health.latencyMs).toBeGreaterThan(0);
    expect(health.eraMixed !== undefined).toBe(entry.isMixed === true);
    if (entry.era === 'legacy') expect(health.revision).toMatch(/^202\d-\d\d-\d\d$/);

    const { row, response } = await sendAndRead(engine, id, draftOf('tools/call', entry.call));
    expect(row).toMatchObject({ era: entry.era, state: 'done' });
    expect(response?.body.text).toContain(entry.says);
  });
});

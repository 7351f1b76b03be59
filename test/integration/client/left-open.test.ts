import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../../engine/index.ts';
import { NO_TAMPER, type Draft } from '../../../shared/model/draft.ts';

test.each(['modern', 'legacy'] as const)('a stream that a %s server leaves open is closed', async (era) => {
  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { id, method } = JSON.parse(Buffer.concat(chunks).toString()) as { id?: number; method: string };
      const result =
        method === 'initialize'
          ? { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 'open', version: '0' } }
          : { resultType: 'complete', tools: [] };
      if (id === undefined) response.writeHead(202).end();
      else if (method === 'initialize') {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
      } else {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write(`data: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-left-open-'));
  const engine = await createEngine({
    workspaceDirectory: directory,
    ephemeral: true,
    program: 'test',
    version: '0',
    env: {},
    demo: { entry: 'none', knownBugs: [] },
  });
  try {
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`;
    const saved = await engine.bridge.invoke('instance.save', { name: 'open', url, headers: [] });
    if (!saved.ok) throw new Error(saved.error.message);
    const draft: Draft = {
      era,
      revision: '2026-07-28',
      method: 'tools/list',
      params: {},
      clientCapabilities: {},
      clientInfo: { name: 'test', version: '0' },
      tamper: NO_TAMPER,
    };
    const sent = await engine.bridge.invoke('exchange.send', { draft, instanceIds: [saved.value.id] });
    const [ref] = sent.ok ? sent.value : [];
    if (!ref) throw new Error('nothing was sent');
    const row = await engine.whenDone(ref);
    expect(row).toMatchObject({ state: 'done', status: 200, findings: { count: 1, worst: 'warning' } });
    expect(row.failureKind).toBeUndefined();
  } finally {
    await engine.close();
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true, force: true });
  }
});

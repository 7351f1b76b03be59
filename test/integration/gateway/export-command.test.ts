import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../engine/index.ts';
import { EXPORT_TARGETS } from '../../../shared/model/gateway.ts';

let engine: Engine;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopscope-export-'));
  engine = await createEngine({
    workspaceDirectory: folder,
    program: 'test',
    version: '0.0.0',
    env: {},
    demo: { entry: join(folder, 'none.ts'), knownBugs: [] },
  });
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

it('exports a saved gateway with the workspace’s instances, their secrets kept back', async () => {
  const { bridge } = engine;
  const saved = await bridge.invoke('instance.save', {
    name: 'Shop',
    url: 'http://127.0.0.1:3999/mcp',
    headers: [['Authorization', 'Bearer ${SHOP_TOKEN}']],
  });
  if (!saved.ok) throw new Error(saved.error.message);
  const gateway = await bridge.invoke('gateway.save', {
    name: 'Front',
    listen: { host: '127.0.0.1', port: 0 },
    instanceIds: [saved.value.id],
    rules: [],
    strategy: { kind: 'round-robin' },
    faults: [],
    seed: 1,
    allowOrigins: [],
    nameInstance: false,
    record: true,
  });
  if (!gateway.ok) throw new Error(gateway.error.message);
  for (const target of EXPORT_TARGETS) {
    const exported = await bridge.invoke('gateway.export', { id: gateway.value.id, target });
    expect(exported).toMatchObject({ ok: true });
    const text = exported.ok ? exported.value.text : '';
    expect(text).toContain('gateway Front');
    expect(text).toContain('3999');
    expect(text).toContain('Shop (Authorization)');
    expect(text).not.toContain('SHOP_TOKEN');
  }
  const unknown = await bridge.invoke('gateway.export', { id: 'no-such', target: 'nginx' });
  expect(unknown).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
});

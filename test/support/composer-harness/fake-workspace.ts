import { DEFAULT_CLIENT_SETTINGS } from '../../../shared/model/input.ts';
import { BUGS } from '../../../demo/bugs.ts';
import type { Instance, InstanceHealth } from '../../../shared/model/instance.ts';
import type { WorkspaceState } from '../../../shared/model/workspace.ts';

const NAMES = ['alpha', 'beta', 'gamma'];

export function demoInstance(name: string, index: number): Instance {
  return {
    id: `demo-${name}`,
    name,
    url: `http://127.0.0.1:${String(47_311 + index)}/mcp`,
    headers: [],
    startedBy: 'demo',
  };
}

/** Every instance that the harness knows at its start: `?empty` has none, `?one` has one. */
export function startWorkspace(search: string): WorkspaceState {
  const instances = search.includes('empty')
    ? []
    : NAMES.map(demoInstance).slice(0, search.includes('one') ? 1 : 3);
  const own: Instance[] = search.includes('many')
    ? [
        {
          id: 'own',
          name: 'staging',
          url: 'https://mcp.staging.example.internal:8443/services/catalogue/mcp',
          headers: [['Authorization', 'Bearer ${STAGING_TOKEN}']],
          tls: { trustAnyCertificate: true },
        },
        { id: 'old', name: 'old', url: 'http://127.0.0.1:47399/mcp', headers: [] },
      ]
    : [];
  return {
    directory: '/home/ann/work/shop-mcp/.hopscope',
    name: 'shop-mcp',
    instances: [...instances, ...own],
    fleets:
      instances.length > 0
        ? [{ id: 'demo', name: 'demo', instanceIds: instances.map((instance) => instance.id) }]
        : [],
    requests: [],
    client: DEFAULT_CLIENT_SETTINGS,
    gateways: [],
    runs: [],
    mutes: [],
    filters: [],
    problems: search.includes('many')
      ? [
          {
            file: 'fleets.json',
            keptAs: 'fleets.json.damaged-1',
            message: 'Line 4 is not JSON: a comma is missing.',
          },
        ]
      : [],
    demo: { state: instances.length > 0 ? 'running' : 'off', bugs: [], knownBugs: BUGS },
  };
}

/** What a check would have found. */
export function madeUpHealth(instance: Instance): InstanceHealth {
  const latenciesMs = Array.from({ length: 18 }, (_, index) =>
    instance.id === 'old' && index % 5 === 4 ? null : 2 + ((index * 7919 + instance.id.length * 31) % 17) / 3,
  );
  if (instance.name === 'staging') {
    return {
      instanceId: instance.id,
      state: 'down',
      checkedAt: Date.now() - 4000,
      latenciesMs: [null, null, 41, 39, null],
      problem:
        'connect ECONNREFUSED 10.2.0.17:8443: nobody listens there. Start the server or correct the address.',
    };
  }
  const legacy = instance.name === 'old';
  return {
    instanceId: instance.id,
    state: 'up',
    checkedAt: Date.now() - 12_000,
    latencyMs: latenciesMs.at(-1) ?? 3,
    latenciesMs,
    era: legacy ? 'legacy' : 'modern',
    eraReason: legacy
      ? 'server/discover was answered with 400 and -32601; initialize was answered with 2025-11-25.'
      : 'server/discover was answered with supportedVersions that hold 2026-07-28.',
    supportedVersions: legacy ? ['2025-11-25'] : ['2026-07-28'],
    serverInfo: { name: 'hopscope-demo', title: `Demo shop ${instance.name}`, version: '1.0.0' },
    instructions: 'A small hardware shop. Search the catalogue first, then fill a basket by its handle.',
    capabilities: {
      tools: { listChanged: true },
      resources: { subscribe: true, listChanged: true },
      prompts: { listChanged: true },
      completions: {},
      logging: {},
      extensions: { 'io.modelcontextprotocol/tasks': {} },
    },
  };
}

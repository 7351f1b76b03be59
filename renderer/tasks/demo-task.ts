import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Result } from '../../shared/bridge/result.ts';
import { NO_TAMPER, type Draft } from '../../shared/model/draft.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { MODERN_REVISION, TASKS_EXTENSION } from '../../shared/spec/modern.ts';

const DEMO_INSTANCES = 3;
const TOOL = 'render_report';

/** A call of the demo's tool that becomes a task: the extension is declared, all else is left to the server. */
export function demoTaskDraft(version: string): Draft {
  return {
    era: 'modern',
    revision: MODERN_REVISION,
    method: 'tools/call',
    params: { name: TOOL, arguments: {} },
    clientCapabilities: { extensions: { [TASKS_EXTENSION]: {} } },
    clientInfo: { name: 'hopscope', version },
    tamper: NO_TAMPER,
  };
}

interface DemoTaskInput {
  readonly bridge: Pick<Bridge, 'invoke'>;
  /** Those that are known now; looked at again once the demo fleet was started. */
  readonly instances: () => readonly Instance[];
}

/** Starts the demo fleet where it does not run yet, and has its first instance render a report. */
export async function startDemoTask({ bridge, instances }: DemoTaskInput): Promise<Result<unknown>> {
  const find = (): Instance | undefined => instances().find(({ startedBy }) => startedBy === 'demo');
  if (!find()) {
    const started = await bridge.invoke('demo.start', { instances: DEMO_INSTANCES, bugs: [] });
    if (!started.ok) return started;
  }
  // The answer may come before the event that tells of the instances.
  const known = find() ? instances() : await knownInstances(bridge);
  const first = known.find(({ startedBy }) => startedBy === 'demo');
  if (!first) {
    return {
      ok: false,
      error: { code: 'NOT_FOUND', message: 'The demo fleet has no instance that could be asked.' },
    };
  }
  const info = await bridge.invoke('app.info', null);
  if (!info.ok) return info;
  const draft = demoTaskDraft(info.value.version);
  return bridge.invoke('exchange.send', { draft, instanceIds: [first.id] });
}

async function knownInstances(bridge: Pick<Bridge, 'invoke'>): Promise<readonly Instance[]> {
  const workspace = await bridge.invoke('workspace.get', null);
  return workspace.ok ? workspace.value.instances : [];
}

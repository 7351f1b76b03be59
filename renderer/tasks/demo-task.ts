import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Result } from '../../shared/bridge/result.ts';
import { NO_TAMPER, type Draft } from '../../shared/model/draft.ts';
import { isJsonObject, type JsonObject } from '../../shared/model/json.ts';
import { MODERN_REVISION, TASKS_EXTENSION } from '../../shared/spec/modern.ts';

const DEMO_INSTANCES = 3;
const TOOL = 'render_report';

/** A call of the demo's tool that becomes a task: with all that Hopscope declares, and the extension. Pure. */
export function demoTaskDraft(version: string, declared: JsonObject): Draft {
  const { extensions } = declared;
  const others = isJsonObject(extensions) ? extensions : {};
  return {
    era: 'modern',
    revision: MODERN_REVISION,
    method: 'tools/call',
    params: { name: TOOL, arguments: {} },
    clientCapabilities: { ...declared, extensions: { [TASKS_EXTENSION]: {}, ...others } },
    clientInfo: { name: 'hopscope', version },
    tamper: NO_TAMPER,
  };
}

/** Starts the demo fleet where it does not run yet, and has its first instance render a report. */
export async function startDemoTask(
  bridge: Pick<Bridge, 'invoke'>,
  isRunning: boolean,
): Promise<Result<unknown>> {
  if (!isRunning) {
    const started = await bridge.invoke('demo.start', { instances: DEMO_INSTANCES, bugs: [] });
    if (!started.ok) return started;
  }
  const workspace = await bridge.invoke('workspace.get', null);
  if (!workspace.ok) return workspace;
  const { instances, client } = workspace.value;
  const first = instances.find(({ startedBy }) => startedBy === 'demo');
  if (!first) {
    const message = 'The demo fleet has no instance that could be asked.';
    return { ok: false, error: { code: 'NOT_FOUND', message } };
  }
  const info = await bridge.invoke('app.info', null);
  if (!info.ok) return info;
  const draft = demoTaskDraft(info.value.version, client.capabilities);
  return bridge.invoke('exchange.send', { draft, instanceIds: [first.id] });
}

import type { Engine } from '../../../engine/index.ts';
import type { Draft, JsonObject } from '../../../shared/model/draft.ts';
import type { DrivenTask } from '../../../shared/model/driven-task.ts';
import type { ExchangeRef } from '../../../shared/model/exchange.ts';
import { TASKS_EXTENSION } from '../../../shared/spec/modern.ts';
import { ask, draftOf } from '../servers/ask-through-bridge.ts';

const TASKS: JsonObject = { elicitation: { form: {} }, extensions: { [TASKS_EXTENSION]: {} } };

/** Calls a tool with the extension declared; resolves when nothing more follows by itself. */
export async function callTool(
  engine: Engine,
  tool: string,
  instanceId: string,
  part: Partial<Draft> = {},
): Promise<ExchangeRef> {
  const params = { name: tool, arguments: {} };
  const draft = draftOf('tools/call', params, { clientCapabilities: TASKS, ...part });
  const [ref] = await ask(engine, 'exchange.send', { draft, instanceIds: [instanceId] });
  if (!ref) throw new Error('nothing was sent');
  await engine.whenSettled(ref);
  return ref;
}

/** A driven task as soon as it fits: as it stands, or as it is told of. */
export function whenTask(engine: Engine, fits: (task: DrivenTask) => boolean): Promise<DrivenTask> {
  return new Promise((resolve) => {
    const off = engine.bridge.on('task', (task) => {
      if (!fits(task)) return;
      off();
      resolve(task);
    });
    void ask(engine, 'task.list', null).then((list) => {
      const found = list.find(fits);
      if (!found) return;
      off();
      resolve(found);
    });
  });
}

export function isState(...states: readonly DrivenTask['state'][]): (task: DrivenTask) => boolean {
  return ({ state }) => states.includes(state);
}

import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../../shared/bridge/bridge.ts';
import { demoTaskDraft, startDemoTask } from '../../../../renderer/tasks/demo-task.ts';

const client = { capabilities: { elicitation: { form: {} } } };
const instances = [{ id: 'own' }, { id: 'demo-alpha', startedBy: 'demo' }];

function setUp(isRunning: boolean, answers: Readonly<Record<string, unknown>> = {}) {
  const asked: { command: string; input: unknown }[] = [];
  const value: Readonly<Record<string, unknown>> = {
    'app.info': { version: '9.9.9' },
    'workspace.get': { instances, client },
  };
  const bridge = {
    invoke: (command: string, input: unknown) => {
      asked.push({ command, input });
      return Promise.resolve(answers[command] ?? { ok: true, value: value[command] ?? null });
    },
  } as Pick<Bridge, 'invoke'>;
  return { asked, run: () => startDemoTask(bridge, isRunning) };
}

describe('a task of the demo', () => {
  it('is asked for with the extension declared, beside all that is declared anyway', () => {
    const declared = { elicitation: {}, extensions: { 'com.example/x': {} } };
    expect(demoTaskDraft('1.0.0', declared).clientCapabilities).toEqual({
      elicitation: {},
      extensions: { 'io.modelcontextprotocol/tasks': {}, 'com.example/x': {} },
    });
  });

  it('is asked of the demo fleet that runs', async () => {
    const { asked, run } = setUp(true);
    expect(await run()).toMatchObject({ ok: true });
    expect(asked.map(({ command }) => command)).toEqual(['workspace.get', 'app.info', 'exchange.send']);
    expect(asked[2]?.input).toMatchObject({
      instanceIds: ['demo-alpha'],
      draft: { params: { name: 'render_report' }, clientCapabilities: client.capabilities },
    });
  });

  it('starts the fleet first', async () => {
    const { asked, run } = setUp(false);
    expect(await run()).toMatchObject({ ok: true });
    expect(asked[0]).toMatchObject({ command: 'demo.start', input: { instances: 3 } });
    expect(asked.at(-1)?.input).toMatchObject({ instanceIds: ['demo-alpha'] });
  });

  it('tells why there is none', async () => {
    const failed = { ok: false, error: { code: 'IO', message: 'no port' } };
    const { asked, run } = setUp(false, { 'demo.start': failed });
    expect(await run()).toEqual(failed);
    expect(asked).toHaveLength(1);
    const empty = setUp(true, { 'workspace.get': { ok: true, value: { instances: [], client } } });
    expect(await empty.run()).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });
});

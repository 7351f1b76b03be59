import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../../shared/bridge/bridge.ts';
import type { Instance } from '../../../../shared/model/instance.ts';
import { demoTaskDraft, startDemoTask } from '../../../../renderer/tasks/demo-task.ts';

const alpha = { id: 'demo-alpha', name: 'alpha', startedBy: 'demo' } as Instance;
const other = { id: 'own', name: 'own' } as Instance;

function setUp(known: readonly Instance[], answers: Readonly<Record<string, unknown>> = {}) {
  const asked: { command: string; input: unknown }[] = [];
  const bridge = {
    invoke: (command: string, input: unknown) => {
      asked.push({ command, input });
      const value: Readonly<Record<string, unknown>> = {
        'app.info': { version: '9.9.9' },
        'workspace.get': { instances: [other, alpha] },
      };
      return Promise.resolve(answers[command] ?? { ok: true, value: value[command] ?? null });
    },
  } as Pick<Bridge, 'invoke'>;
  return { asked, run: () => startDemoTask({ bridge, instances: () => known }) };
}

describe('a task of the demo', () => {
  it('is asked for with the extension declared', () => {
    expect(demoTaskDraft('1.0.0')).toMatchObject({
      params: { name: 'render_report' },
      clientCapabilities: { extensions: { 'io.modelcontextprotocol/tasks': {} } },
    });
  });

  it('is asked of the demo fleet that runs', async () => {
    const { asked, run } = setUp([other, alpha]);
    expect(await run()).toMatchObject({ ok: true });
    expect(asked.map(({ command }) => command)).toEqual(['app.info', 'exchange.send']);
    expect(asked[1]?.input).toMatchObject({ instanceIds: ['demo-alpha'] });
  });

  it('starts the fleet first, though its instances are not known here yet', async () => {
    const { asked, run } = setUp([other]);
    expect(await run()).toMatchObject({ ok: true });
    expect(asked[0]).toMatchObject({ command: 'demo.start', input: { instances: 3 } });
    expect(asked.at(-1)?.input).toMatchObject({ instanceIds: ['demo-alpha'] });
  });

  it('tells why there is none', async () => {
    const failed = { ok: false, error: { code: 'IO', message: 'no port' } };
    const { asked, run } = setUp([], { 'demo.start': failed });
    expect(await run()).toEqual(failed);
    expect(asked).toHaveLength(1);
    const empty = setUp([], { 'workspace.get': { ok: true, value: { instances: [] } } });
    expect(await empty.run()).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });
});

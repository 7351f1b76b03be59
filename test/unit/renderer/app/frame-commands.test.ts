import { expect, it } from 'vitest';
import { engineCommands } from '../../../../renderer/app/frame-commands.ts';
import type { Bridge } from '../../../../shared/bridge/bridge.ts';

/** The commands beside an engine that answers as told; `seen` is what they did. */
function setUp(demo: 'off' | 'running', ok: boolean) {
  const seen: unknown[] = [];
  const bridge: Bridge = {
    invoke: (command, input) => {
      seen.push([command, input]);
      const error = { code: 'IO', message: 'No room.' } as const;
      return Promise.resolve(ok ? { ok, value: { id: 'c7' } as never } : { ok, error });
    },
    on: () => () => undefined,
    onConnection: () => () => undefined,
  };
  const app = {
    bridge,
    notify: (level: string, message: string) => seen.push([level, message]),
    go: (destination: unknown) => seen.push(['go', destination]),
  };
  const commands = engineCommands({ app, demo, shownCapture: () => 'c1' });
  const run = async (id: string): Promise<unknown[]> => {
    commands.find((command) => command.id === id)?.run();
    await new Promise((resolve) => setImmediate(resolve));
    return seen;
  };
  return { titles: commands.map(({ title }) => title), run };
}

it('offers to start the demo fleet or to stop it, whichever can be done', () => {
  expect(setUp('off', true).titles).not.toContain('Stop the demo fleet');
  expect(setUp('off', true).titles).toContain('Start the demo fleet');
  expect(setUp('running', true).titles).not.toContain('Start the demo fleet');
  expect(setUp('running', true).titles).toContain('Stop the demo fleet');
});

it('starts the demo fleet and stops it, and says why that failed', async () => {
  expect(await setUp('off', true).run('demo.start')).toEqual([['demo.start', { instances: 3, bugs: [] }]]);
  expect(await setUp('running', false).run('demo.stop')).toEqual([
    ['demo.stop', null],
    ['fault', 'The demo fleet did not stop: No room.'],
  ]);
});

it('goes to the import of a configuration', async () => {
  expect(await setUp('off', true).run('fleet.import')).toEqual([['go', { screen: 'fleet', import: true }]]);
});

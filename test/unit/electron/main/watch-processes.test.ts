import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { afterEach, expect, it, vi } from 'vitest';
import { watchProcesses } from '../../../../electron/main/watch-processes.ts';

let stop: () => void = () => undefined;
afterEach(() => {
  stop();
});

function setUp() {
  const app = new EventEmitter();
  const onBug = vi.fn();
  const tell = vi.fn();
  const before = process.listeners('uncaughtException');
  stop = watchProcesses({ app: app as unknown as App, onBug, tell });
  const uncaught = process.listeners('uncaughtException').filter((listener) => !before.includes(listener));
  return { app, onBug, tell, uncaught };
}

it('logs and tells of a process that ended by mistake, and of none that was ended', () => {
  const { app, onBug, tell } = setUp();
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 139 });
  expect(onBug).toHaveBeenCalledWith(
    'a process',
    expect.objectContaining({ message: 'GPU  ended: crashed, exit code 139' }),
  );
  expect(tell).toHaveBeenCalledOnce();
  for (const reason of ['clean-exit', 'killed']) {
    app.emit('child-process-gone', {}, { type: 'Utility', reason, exitCode: 0, name: 'Hopscope demo' });
  }
  expect(tell).toHaveBeenCalledOnce();
});

it('logs and tells of what nothing caught, and goes on; until it is stopped', () => {
  const { uncaught, onBug, tell } = setUp();
  expect(uncaught).toHaveLength(1);
  const thrown = new Error('boom');
  uncaught[0]?.(thrown, 'uncaughtException');
  expect(onBug).toHaveBeenCalledWith('the main process', thrown);
  expect(tell).toHaveBeenCalledWith(expect.stringContaining('is safe'));
  stop();
  expect(process.listeners('uncaughtException')).not.toContain(uncaught[0]);
});

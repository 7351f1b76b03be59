import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { createUtilityLaunch, type Fork } from '../../../../electron/main/utility-launch.ts';
import type { ProcessExit } from '../../../../engine/transport/child-process.ts';

function harness() {
  const child = Object.assign(new EventEmitter(), {
    pid: undefined as number | undefined,
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    kill: vi.fn(() => true),
  });
  const fork = vi.fn<Fork>(() => child);
  const launched = createUtilityLaunch(fork)({
    command: '/electron',
    args: ['/demo-instance.js', '--x'],
    env: { PORT: '0', HOPSCOPE_DEMO_PARENT: 'stdin' },
  });
  const output: string[] = [];
  launched.onOutput((stream, bytes) => output.push(`${stream} ${Buffer.from(bytes).toString()}`));
  const exits: ProcessExit[] = [];
  launched.onExit((exit) => exits.push(exit));
  return { child, fork, launched, output, exits };
}

describe('createUtilityLaunch', () => {
  it('forks the script, and does not tell it to end with a standard input that is not there', () => {
    const { fork } = harness();
    expect(fork.mock.calls).toEqual([
      ['/demo-instance.js', ['--x'], { env: { PORT: '0' }, stdio: 'pipe', serviceName: 'Hopscope demo' }],
    ]);
  });

  it('tells the output, and the end after the last of it', async () => {
    const { child, output, exits } = harness();
    child.stdout.write('ready');
    child.emit('exit', 1);
    child.stderr.write('last words');
    await new Promise(setImmediate);
    expect(exits).toEqual([]);
    child.stdout.end();
    child.stderr.end();
    await expect.poll(() => exits).toEqual([{ code: 1, signal: null }]);
    expect(output).toEqual(['stdout ready', 'stderr last words']);
  });

  it('tells the end once even where a pipe stays open', async () => {
    vi.useFakeTimers();
    const { child, exits } = harness();
    child.emit('exit', 0);
    await vi.advanceTimersByTimeAsync(500);
    child.stdout.destroy();
    child.stderr.destroy();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(exits).toEqual([{ code: 0, signal: null }]);
    vi.useRealTimers();
  });

  it('knows the pid once there is one, asks to end, and ends by force', () => {
    const { child, launched } = harness();
    expect(launched.pid).toBeUndefined();
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    launched.forceEnd();
    expect(kill).not.toHaveBeenCalled();
    child.pid = 4321;
    expect(launched.pid).toBe(4321);
    launched.askToEnd();
    expect(child.kill).toHaveBeenCalledOnce();
    launched.forceEnd();
    expect(kill.mock.calls).toEqual([[4321, 'SIGKILL']]);
    kill.mockRestore();
  });

  it('tells why it never started', async () => {
    const launch = createUtilityLaunch(() => {
      throw new Error('cannot be called before app is ready');
    });
    const launched = launch({ command: '', args: ['/x.js'], env: {} });
    const exit = await new Promise((resolve) => {
      launched.onExit(resolve);
    });
    expect(exit).toEqual({ code: null, signal: null, problem: 'cannot be called before app is ready' });
  });
});

import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { processIo } from '../../../web/process-io.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function playedProcess(isTTY: boolean) {
  const emitter = Object.assign(new EventEmitter(), {
    env: {},
    platform: 'linux',
    stdout: Object.assign(new EventEmitter(), { write: vi.fn() }),
    stderr: Object.assign(new EventEmitter(), { write: vi.fn() }),
    stdin: { isTTY },
    exit: vi.fn(),
  });
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  return { emitter, clock, io: processIo(emitter as object as NodeJS.Process) };
}

describe('processIo', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('ends on %s, however often it arrives at once', async (signal) => {
    const { emitter, clock, io } = playedProcess(false);
    emitter.emit(signal);
    clock.mockReturnValue(900);
    emitter.emit(signal);
    await io.untilEnd;
    expect(emitter.exit).not.toHaveBeenCalled();
  });

  it('ends at once on a second wish', () => {
    const { emitter, clock } = playedProcess(false);
    emitter.emit('SIGINT');
    clock.mockReturnValue(1_001);
    emitter.emit('SIGINT');
    expect(emitter.exit).toHaveBeenCalledExactlyOnceWith(130);
  });

  it('goes on when nobody reads its lines any more', () => {
    const { emitter, io } = playedProcess(false);
    // An emitter throws what nobody listens to.
    expect(() => emitter.stdout.emit('error', new Error('EPIPE'))).not.toThrow();
    expect(() => emitter.stderr.emit('error', new Error('EPIPE'))).not.toThrow();
    io.print('to nobody');
    io.log('neither');
    expect(emitter.stdout.write).toHaveBeenCalledExactlyOnceWith('to nobody\n');
    expect(emitter.stderr.write).toHaveBeenCalledExactlyOnceWith('neither\n');
    expect(emitter.exit).not.toHaveBeenCalled();
  });

  it('listens to the keyboard of a terminal only', () => {
    expect(playedProcess(false).io.keyboard).toBeUndefined();
    const { emitter, io } = playedProcess(true);
    expect(io.keyboard).toBe(emitter.stdin);
  });
});

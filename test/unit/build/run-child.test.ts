import { describe, expect, it } from 'vitest';
import { exitCode, runChild } from '../../../build/run-child.mjs';

describe('exitCode', () => {
  it.each([
    [0, null, 0],
    [7, null, 7],
    [null, 'SIGINT', 130],
    [null, 'SIGTERM', 143],
    [null, null, 1],
  ] as const)('%s, %s -> %d', (code, by, handedOn) => {
    expect(exitCode(code, by)).toBe(handedOn);
  });
});

describe('runChild', () => {
  const script = (text: string) => ['-e', text];

  it('gives back what was written and how it ended', async () => {
    const words = "console.log('out'); console.error('err'); process.exitCode = 3;";
    const end = await runChild(process.execPath, script(words), { output: 'capture' });
    expect(end).toMatchObject({ code: 3, interrupted: false });
    expect(end.output).toContain('out\n');
    expect(end.output).toContain('err\n');
  });

  it('ends a child whose time is over', async () => {
    const end = await runChild(process.execPath, script('setInterval(() => {}, 1000)'), {
      output: 'capture',
      signal: AbortSignal.timeout(100),
    });
    expect(end.code).not.toBe(0);
    expect(end.interrupted).toBe(false);
  });

  it('rejects where there is no such program', async () => {
    await expect(runChild('/nowhere/at-all', [], { output: 'capture' })).rejects.toThrow(/ENOENT/);
  });

  it('leaves no listener behind', async () => {
    const before = process.listenerCount('SIGTERM');
    await runChild(process.execPath, script(''), { output: 'capture' });
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});

import { describe, expect, it } from 'vitest';
import { packageUsage, parsePackageFlags, systemOf } from '../../../../build/package/flags.mjs';

describe('parsePackageFlags', () => {
  it('takes this machine’s system and processor where nothing is said', () => {
    expect(parsePackageFlags([], 'darwin', 'arm64')).toEqual({
      ok: true,
      flags: { system: 'mac', targets: [], arch: 'arm64', output: undefined, help: false },
    });
    expect(parsePackageFlags(['--help'], 'win32', 'ia32')).toMatchObject({
      flags: { system: 'win', arch: 'x64', help: true },
    });
  });

  it('takes a system, targets, a processor and --dir', () => {
    expect(
      parsePackageFlags(['--linux', 'deb', 'AppImage', '--arm64', '--dir', '--output', 'o'], 'darwin', 'x64'),
    ).toEqual({
      ok: true,
      flags: {
        system: 'linux',
        targets: ['deb', 'AppImage', 'dir'],
        arch: 'arm64',
        output: 'o',
        help: false,
      },
    });
  });

  it.each([
    [['--output'], '--output needs a folder.'],
    [['--sparc'], 'There is no flag --sparc.'],
    [['--linux', '--mac'], 'One system at a time'],
    [['--linux', 'dmg'], '--linux has no target "dmg". There are: AppImage, deb'],
    [['exe'], 'no target "exe"'],
    [['--mac', 'dmg'], 'made on that system only'],
  ])('refuses %o with a reason and the usage', (args, reason) => {
    const parsed = parsePackageFlags(args, 'linux', 'x64');
    expect(parsed).toMatchObject({ ok: false, message: expect.stringContaining(reason) as string });
    expect('message' in parsed && parsed.message).toContain(packageUsage);
  });
});

describe('systemOf', () => {
  it.each([
    ['darwin', 'mac'],
    ['win32', 'win'],
    ['linux', 'linux'],
    ['freebsd', 'linux'],
  ] as const)('%s is %s', (platform, system) => {
    expect(systemOf(platform)).toBe(system);
  });
});

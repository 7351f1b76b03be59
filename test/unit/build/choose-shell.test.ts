import { describe, expect, it } from 'vitest';
import { chooseShell, hasDisplay, hasSandbox, isCi } from '../../../build/choose-shell.mjs';
import type { Surroundings } from '../../../build/choose-shell.mjs';

const desk: Surroundings = { webAsked: false, ci: false, display: true, sandbox: true, electron: 'ready' };

describe('chooseShell', () => {
  it('opens the window where it can', () => {
    expect(chooseShell(desk)).toEqual({ shell: 'window' });
  });

  it('installs Electron first where only its binary is missing', () => {
    expect(chooseShell({ ...desk, electron: 'absent' })).toEqual({ shell: 'install-electron' });
  });

  it.each<[Partial<Surroundings>, string]>([
    [{ webAsked: true }, '--web was given'],
    [{ ci: true }, 'this is a CI machine'],
    [{ display: false }, 'there is no display'],
    [{ sandbox: false }, 'the window does not give up its sandbox, and for root it would have to'],
    [{ sandbox: false, electron: 'absent' }, 'does not give up its sandbox'],
    [{ electron: 'failed-before' }, 'npx install-electron tries again'],
    [{ display: false, electron: 'absent' }, 'there is no display'],
    [{ webAsked: true, ci: true, display: false }, '--web was given'],
  ])('starts the web host and says why: %o', (difference, why) => {
    const choice = chooseShell({ ...desk, ...difference });
    expect(choice.shell).toBe('web');
    expect('why' in choice && choice.why).toContain(why);
  });
});

describe('isCi', () => {
  it.each([
    [{}, false],
    [{ CI: '' }, false],
    [{ CI: 'false' }, false],
    [{ CI: '0' }, false],
    [{ CI: 'true' }, true],
    [{ CI: '1' }, true],
  ])('%o -> %s', (env, expected) => {
    expect(isCi(env)).toBe(expected);
  });
});

describe('hasDisplay', () => {
  it.each<[NodeJS.Platform, NodeJS.ProcessEnv, boolean]>([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['darwin', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, false],
    ['win32', {}, true],
  ])('%s %o -> %s', (platform, env, expected) => {
    expect(hasDisplay(platform, env)).toBe(expected);
  });
});

describe('hasSandbox', () => {
  it.each<[NodeJS.Platform, number | undefined, NodeJS.ProcessEnv, boolean]>([
    ['linux', 1000, {}, true],
    ['linux', 0, {}, false],
    ['linux', 0, { ELECTRON_DISABLE_SANDBOX: '1' }, true],
    ['darwin', 0, {}, true],
    ['win32', undefined, {}, true],
  ])('%s, user %s, %o -> %s', (platform, userId, env, expected) => {
    expect(hasSandbox(platform, userId, env)).toBe(expected);
  });
});

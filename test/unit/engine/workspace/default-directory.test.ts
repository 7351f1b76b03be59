import { expect, test } from 'vitest';
import {
  defaultStateDirectory,
  defaultWorkspaceDirectory,
} from '../../../../engine/workspace/default-directory.ts';

test.each([
  ['linux', { HOME: '/home/ann' }, '/home/ann/.local/share/hopscope/default'],
  ['linux', { HOME: '/home/ann', XDG_DATA_HOME: '/data' }, '/data/hopscope/default'],
  ['linux', { HOME: '/home/ann', XDG_DATA_HOME: 'relative' }, '/home/ann/.local/share/hopscope/default'],
  ['linux', { HOME: '/home/ann', XDG_DATA_HOME: '' }, '/home/ann/.local/share/hopscope/default'],
  ['darwin', { HOME: '/Users/ann' }, '/Users/ann/Library/Application Support/Hopscope/default'],
  [
    'win32',
    { APPDATA: 'C:\\Users\\ann\\AppData\\Roaming' },
    'C:\\Users\\ann\\AppData\\Roaming\\Hopscope\\default',
  ],
  ['win32', { USERPROFILE: 'C:\\Users\\ann' }, 'C:\\Users\\ann\\AppData\\Roaming\\Hopscope\\default'],
] as const)('%s with %j', (platform, env, expected) => {
  expect(defaultWorkspaceDirectory(env, platform)).toBe(expected);
});

test.each([
  ['linux', { HOME: '/home/ann' }, '/home/ann/.local/state/hopscope'],
  ['linux', { HOME: '/home/ann', XDG_STATE_HOME: '/state' }, '/state/hopscope'],
  ['linux', { HOME: '/home/ann', XDG_STATE_HOME: 'relative' }, '/home/ann/.local/state/hopscope'],
  ['linux', { HOME: '/home/ann', HOPSCOPE_STATE_DIR: '/mine' }, '/mine'],
  ['linux', { HOME: '/home/ann', HOPSCOPE_STATE_DIR: './mine' }, '/home/ann/.local/state/hopscope'],
  ['linux', { HOME: '/home/ann', HOPSCOPE_STATE_DIR: '' }, '/home/ann/.local/state/hopscope'],
  ['darwin', { HOME: '/Users/ann' }, '/Users/ann/Library/Application Support/Hopscope'],
  ['win32', { LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local' }, 'C:\\Users\\ann\\AppData\\Local\\Hopscope'],
  ['win32', { USERPROFILE: 'C:\\Users\\ann' }, 'C:\\Users\\ann\\AppData\\Local\\Hopscope'],
] as const)('on %s with %j, what belongs to no workspace has its place', (platform, env, expected) => {
  expect(defaultStateDirectory(env, platform)).toBe(expected);
});

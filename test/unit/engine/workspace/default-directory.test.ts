import { expect, test } from 'vitest';
import { defaultWorkspaceDirectory } from '../../../../engine/workspace/default-directory.ts';

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

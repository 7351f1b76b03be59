import { expect, it } from 'vitest';
import { problemSentence, programWords } from '../../../../renderer/settings/settings-words.ts';

it('names the file once, and where it was kept', () => {
  expect(problemSentence({ file: 'a.json', message: 'Line 4 is no JSON.' })).toBe(
    'a.json: Line 4 is no JSON.',
  );
  expect(problemSentence({ file: 'a.json', keptAs: 'a.json.bad', message: 'a.json is damaged.' })).toBe(
    'a.json is damaged. It was kept as it is, as a.json.bad.',
  );
});

it('says how this build runs', () => {
  expect(
    programWords({ version: '1', program: 'web', platform: 'darwin', files: 'transfer', logFile: '/l' }),
  ).toBe('The web host, in this browser, on macOS.');
  expect(
    programWords({
      version: '1',
      program: 'electron',
      platform: 'plan9',
      files: 'path',
      logFile: '/state/log/hopscope.log',
    }),
  ).toBe('The desktop app, on plan9.');
});

import { expect, test } from 'vitest';
import {
  translateFilled,
  translateLiteral,
  type VariablePlace,
} from '../../../../../engine/workspace/import/variables.ts';

const place: VariablePlace = {
  env: { TOKEN: 'sesame', EMPTY: '' },
  home: '/home/ann',
  separator: '/',
  inputs: new Map([
    ['github-token', { description: 'GitHub token' }],
    ['region', { preset: 'eu' }],
  ]),
};

test.each([
  ['plain', 'plain', []],
  ['Bearer ${env:TOKEN}', 'Bearer ${TOKEN}', []],
  ['${TOKEN}', '${TOKEN}', []],
  ['${TOKEN:-none}', '${TOKEN}', []],
  ['${OTHER:-a default}', 'a default', ['OTHER is not set here']],
  ['${EMPTY:-}', '', ['EMPTY is not set here']],
  ['${OTHER} ${env:OTHER}', '${OTHER} ${OTHER}', ['environment variable OTHER is not set']],
  ['${userHome}${/}x${pathSeparator}y', '/home/ann/x/y', []],
  ['${input:region}', 'eu', ['preset value']],
  [
    '${input:github-token}',
    '${GITHUB_TOKEN}',
    ['(GitHub token): here the environment variable GITHUB_TOKEN', 'GITHUB_TOKEN is not set here'],
  ],
  ['${input:3 keys}', '${INPUT_3_KEYS}', ['INPUT_3_KEYS stands for it', 'not set']],
  ['${workspaceFolder}/x', '${WORKSPACE_FOLDER}/x', ['WORKSPACE_FOLDER stands for it', 'not set']],
  ['${workspaceFolder:api}', '${WORKSPACE_FOLDER}', ['WORKSPACE_FOLDER stands for it', 'not set']],
])('in a value, %s becomes %s', (text, expected, notes) => {
  const translated = translateFilled(text, place);
  expect(translated.text).toBe(expected);
  expect(translated.left).toEqual([]);
  expect(translated.notes.map((note, index) => note.includes(notes[index] ?? '?'))).toEqual(
    notes.map(() => true),
  );
  expect(translated.notes.join()).not.toContain('sesame');
});

test.each(['${command:pick.it}', '${config:a.b}', '${env:NOT-A-NAME}', '${}'])(
  'in a value, nothing stands for %s',
  (text) => {
    expect(translateFilled(`x ${text}`, place)).toMatchObject({ text: `x ${text}`, left: [text] });
  },
);

test.each([
  ['--home=${userHome}', '--home=/home/ann', []],
  ['${OTHER:-8080}', '8080', []],
  ['${input:region}', 'eu', []],
  ['${env:TOKEN}', '${env:TOKEN}', ['${env:TOKEN}']],
  ['${TOKEN} ${input:github-token}', '${TOKEN} ${input:github-token}', ['${TOKEN}', '${input:github-token}']],
  ['${workspaceFolder}/s.js', '${workspaceFolder}/s.js', ['${workspaceFolder}']],
  ['$HOME %PATH% $(id)', '$HOME %PATH% $(id)', []],
])('in an argument, %s becomes %s', (text, expected, left) => {
  expect(translateLiteral(text, place)).toMatchObject({ text: expected, left });
});

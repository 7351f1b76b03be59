import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { clientSettings, type ClientOptions } from '../../../cli/client-options.ts';
import { UsageError } from '../../../cli/exit-codes.ts';

const FILES: Record<string, string> = {
  '/work/yes.json': '{"action":"accept","content":{"ok":true}}',
  '/work/sample.json': '{"role":"assistant","content":{"type":"text","text":"x"},"model":"m"}',
  '/work/all.json': '{"elicitation":"decline","roots":{"roots":[]}}',
  '/work/odd.json': '{"answer":1}',
  '/work/list.json': '[1]',
  '/work/broken.json': '{',
};

const files = {
  cwd: '/work',
  readText: (path: string): string => {
    const text = FILES[path];
    if (text === undefined) throw new Error(`ENOENT: no such file, open '${path}'`);
    return text;
  },
};

const settings = (options: Partial<ClientOptions> = {}) =>
  clientSettings({ respond: [], root: [], extension: [], ...options }, files);

test('without flags elicitation is declared, and nobody answers', () => {
  expect(settings()).toEqual({
    capabilities: { elicitation: { form: {}, url: {} } },
    roots: [],
    responders: {},
  });
});

test('a mode alone is for all kinds, which are then declared; a later flag counts more', () => {
  const { capabilities, responders } = settings({ respond: ['accept', 'sampling=decline'] });
  expect(responders).toEqual({
    elicitation: { mode: 'accept' },
    sampling: { mode: 'decline' },
    roots: { mode: 'accept' },
  });
  expect(capabilities).toEqual({ elicitation: { form: {}, url: {} }, sampling: {}, roots: {} });
});

test.each([
  ['elicitation=cancel', { elicitation: { mode: 'cancel' } }],
  ['sampling=ask', { sampling: { mode: 'ask' } }],
  ['roots={"a":1}', { roots: { mode: 'canned', result: { a: 1 } } }],
  ['yes.json', { elicitation: { mode: 'canned', result: { action: 'accept', content: { ok: true } } } }],
  [
    'elicitation=@yes.json',
    { elicitation: { mode: 'canned', result: { action: 'accept', content: { ok: true } } } },
  ],
  [
    '@sample.json',
    { sampling: { mode: 'canned', result: JSON.parse(FILES['/work/sample.json'] ?? '') as object } },
  ],
  ['{"roots":[]}', { roots: { mode: 'canned', result: { roots: [] } } }],
  ['all.json', { elicitation: { mode: 'decline' }, roots: { mode: 'canned', result: { roots: [] } } }],
])('--respond %s', (text, responders) => {
  expect(settings({ respond: [text] }).responders).toEqual(responders);
});

test.each([
  ['perhaps', 'none of accept, decline, cancel, ask, and no file that can be read: ENOENT'],
  ['', 'give accept, decline, cancel, ask, JSON or a file'],
  ['@', 'give accept'],
  ['odd.json', 'answers neither'],
  ['{}', 'answers neither'],
  ['list.json', 'must be a JSON object'],
  ['broken.json', '/work/broken.json is no JSON'],
  ['elicitation={', 'is no JSON'],
  ['{"sampling":7}', '"sampling" must be accept'],
])('--respond %s is refused', (text, says) => {
  expect(() => settings({ respond: [text] })).toThrow(UsageError);
  expect(() => settings({ respond: [text] })).toThrow(says);
});

test('roots are folders or file URIs, with names, and are given out', () => {
  const { roots, responders, capabilities } = settings({
    root: ['file:///srv/a', 'My docs=docs', 'b=file:///srv/b', '/srv/x=y'],
  });
  expect(roots).toEqual([
    { uri: 'file:///srv/a' },
    { uri: pathToFileURL(resolve('/work/docs')).href, name: 'My docs' },
    { uri: 'file:///srv/b', name: 'b' },
    { uri: pathToFileURL(resolve('/srv/x=y')).href },
  ]);
  expect(responders).toEqual({ roots: { mode: 'accept' } });
  expect(capabilities['roots']).toEqual({});
  expect(settings({ root: ['/a'], respond: ['roots=decline'] }).responders.roots).toEqual({
    mode: 'decline',
  });
});

test.each(['', 'name=', 'https://h.test/a'])('--root %s is refused', (text) => {
  expect(() => settings({ root: [text] })).toThrow(UsageError);
});

test('--capabilities replaces what would be declared; extensions are added', () => {
  expect(settings({ capabilities: {}, respond: ['accept'] }).capabilities).toEqual({});
  expect(
    settings({
      capabilities: { sampling: {}, extensions: { 'a.test/x': { old: 1 } } },
      extension: ['io.modelcontextprotocol/tasks', 'a.test/y={"b":[1]}'],
    }).capabilities,
  ).toEqual({
    sampling: {},
    extensions: { 'a.test/x': { old: 1 }, 'io.modelcontextprotocol/tasks': {}, 'a.test/y': { b: [1] } },
  });
});

test.each(['', '=x', 'a.test/x={', 'a.test/x=7'])('--extension %s is refused', (text) => {
  expect(() => settings({ extension: [text] })).toThrow(UsageError);
});

import { expect, test } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import { checkClientSettings, readClientSection } from '../../../../engine/workspace/client-section.ts';
import type { JsonObject, JsonValue } from '../../../../shared/model/draft.ts';
import {
  DEFAULT_CLIENT_SETTINGS,
  type ClientSettings,
  type InputKind,
} from '../../../../shared/model/input.ts';

const full: ClientSettings = {
  capabilities: { elicitation: {}, extensions: { 'org.example/unknown': { a: [1] } } },
  roots: [{ uri: 'file:///srv/a%20b', name: 'srv' }, { uri: 'FILE:///C:/x' }],
  responders: {
    elicitation: { mode: 'canned', result: { action: 'accept', content: { name: 'Ann' } } },
    sampling: {
      mode: 'canned',
      result: { role: 'assistant', model: 'm', content: { type: 'text', text: 'x' } },
    },
    roots: { mode: 'decline' },
  },
};

test('keeps what is right as it is', () => {
  expect(checkClientSettings(full)).toBe(full);
  expect(readClientSection(JSON.parse(JSON.stringify(full)) as JsonValue)).toEqual({
    kind: 'ok',
    value: full,
  });
});

test('what a section written by hand leaves out is as if nobody had set it', () => {
  const roots = [{ uri: 'file:///srv' }];
  expect(readClientSection({ roots })).toEqual({ kind: 'ok', value: { ...DEFAULT_CLIENT_SETTINGS, roots } });
});

test.each<readonly [JsonValue, string]>([
  [3, 'no object'],
  [[], 'no object'],
  [{ capabilities: [] }, 'capabilities: expected a JSON object'],
  [{ roots: [{ uri: 1 }] }, 'roots.0.uri: '],
  [
    { roots: [{ uri: 'file:///a' }, { uri: 'https://h.test/' }] },
    'The root in place 2 must be a file:// URI',
  ],
  [{ responders: { sampling: { mode: 'later' } } }, 'responders.sampling'],
  [{ responders: { sampling: { mode: 'canned' } } }, 'responders.sampling'],
])('a section %j is faulty and says where', (section, says) => {
  expect(readClientSection(section)).toMatchObject({
    kind: 'faulty',
    message: expect.stringContaining(says) as string,
  });
});

test.each<readonly [InputKind, JsonObject, string]>([
  ['elicitation', {}, 'The canned answer to elicitation needs an "action"'],
  ['elicitation', { action: 'yes' }, 'needs an "action"'],
  ['elicitation', { action: 'accept', content: [] }, '"content" that is no object'],
  ['sampling', { model: 'm', content: { type: 'text' } }, 'needs a "role"'],
  ['sampling', { role: 'assistant', content: { type: 'text' } }, 'needs a "model"'],
  ['sampling', { role: 'assistant', model: 'm' }, 'needs a "content"'],
  ['sampling', { role: 'assistant', model: 'm', content: [{ type: 'text' }, 'x'] }, 'needs a "content"'],
  ['roots', {}, 'needs "roots"'],
  ['roots', { roots: [{ uri: 'file:///a' }, {}] }, 'a root in place 2 without a "uri"'],
])('a canned answer to %s of %j is refused with a sentence', (kind, result, says) => {
  const check = (): unknown =>
    checkClientSettings({ ...full, responders: { [kind]: { mode: 'canned', result } } });
  expect(check).toThrow(AppError);
  expect(check).toThrow(says);
});

test('a canned answer in several blocks is one, too', () => {
  const result = { role: 'assistant', model: 'm', content: [{ type: 'text' }, { type: 'tool_use' }] };
  const responders = { sampling: { mode: 'canned', result } } as const;
  expect(checkClientSettings({ ...full, responders }).responders).toBe(responders);
});

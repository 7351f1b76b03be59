import { expect, test } from 'vitest';
import {
  checkRequest,
  readRequestFile,
  writeRequestFile,
} from '../../../../engine/workspace/request-file.ts';
import { NO_TAMPER, type Draft } from '../../../../shared/model/draft.ts';

const draft: Draft = {
  tamper: { ...NO_TAMPER, headers: [{ value: 'x', name: 'X-A', op: 'add' }] },
  clientInfo: { version: '1', name: 'hopscope' },
  clientCapabilities: {},
  params: { z: 1, a: [null] },
  method: 'tools/call',
  revision: '2026-07-28',
  era: 'modern',
  idleTimeoutMs: 5,
};

test('the same request gives the same text, whatever the order of its keys', () => {
  const text = writeRequestFile({ id: 'a', name: 'A', draft });
  const { era, ...rest } = draft;
  expect(writeRequestFile({ id: 'a', name: 'A', draft: { era, ...rest } })).toBe(text);
  expect(text.startsWith('{\n  "version": 1,\n  "name": "A",\n  "draft": {\n    "era": "modern",')).toBe(
    true,
  );
  expect(text.endsWith('}\n')).toBe(true);
  expect(readRequestFile('a', text)).toEqual({ kind: 'ok', value: { id: 'a', name: 'A', draft }, notes: [] });
});

test.each([
  ['{"version":1,"name":"A"}', 'damaged'],
  ['{"version":1,"name":" ","draft":{}}', 'damaged'],
  ['{"version":2}', 'newer'],
  ['nonsense', 'damaged'],
])('%j is %s', (text, kind) => {
  expect(readRequestFile('a', text).kind).toBe(kind);
});

test('a draft of another shape is refused with the place of the fault', () => {
  expect(() => checkRequest('A', { ...draft, method: 3 })).toThrow('draft.method');
  expect(() => checkRequest('', draft)).toThrow('needs a name');
});

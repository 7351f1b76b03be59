import { expect, test } from 'vitest';
import {
  EMPTY_WORKSPACE,
  readWorkspaceFile,
  writeWorkspaceFile,
  type WorkspaceContent,
} from '../../../../engine/workspace/workspace-file.ts';

const content: WorkspaceContent = {
  ...EMPTY_WORKSPACE,
  name: 'shop',
  instances: [
    { id: 'eu', name: 'EU', url: 'https://eu.test/mcp', headers: [['X-A', 'b: c']], useSystemProxy: true },
    { id: 'us', name: 'US', url: 'https://us.test/mcp', headers: [], tls: { caFile: 'ca.pem' } },
  ],
  fleets: [{ id: 'all', name: 'all', instanceIds: ['eu', 'us'] }],
};

test('writes what a person can read, and reads it back', () => {
  const text = writeWorkspaceFile(content);
  expect(text).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "name": "shop",
      "instances": [
        {
          "id": "eu",
          "name": "EU",
          "url": "https://eu.test/mcp",
          "headers": [
            "X-A: b: c"
          ],
          "useSystemProxy": true
        },
        {
          "id": "us",
          "name": "US",
          "url": "https://us.test/mcp",
          "headers": [],
          "tls": {
            "caFile": "ca.pem"
          }
        }
      ],
      "fleets": [
        {
          "id": "all",
          "name": "all",
          "instances": [
            "eu",
            "us"
          ]
        }
      ]
    }
    "
  `);
  expect(readWorkspaceFile(text)).toEqual({ kind: 'ok', value: content, notes: [] });
});

test.each([
  ['', 'no JSON'],
  ['{"version": 1', 'no JSON'],
  ['<<<<<<< HEAD\n{}', 'merge conflict'],
  ['[]', 'no JSON object'],
  ['{}', 'version'],
  ['{"version":"1"}', 'version'],
  ['{"version":1,"instances":{}}', '"instances" is no list'],
  ['{"version":1,"name":3}', '"name" is no text'],
])('%j is damaged', (text, says) => {
  const reading = readWorkspaceFile(text);
  expect(reading.kind).toBe('damaged');
  expect(reading).toHaveProperty('message', expect.stringContaining(says));
});

test('a newer format is told apart from damage', () => {
  expect(readWorkspaceFile('{"version":7,"instances":"another shape"}')).toMatchObject({
    kind: 'newer',
    version: 7,
  });
});

test('an entry with a fault is left out, named, and written back as it was', () => {
  const odd = [
    { id: 'ok', name: 'ok', url: 'http://h.test/' },
    { id: 'ok', name: 'other', url: 'http://h.test/' },
    { id: 'same', name: 'OK', url: 'http://h.test/' },
    { id: '../x', name: 'x', url: 'http://h.test/' },
    { id: 'f', name: 'f', url: 'ftp://h.test/', note: 'kept' },
    { id: 'h', name: 'h', url: 'http://h.test/', headers: ['no colon'] },
    'text',
  ];
  const reading = readWorkspaceFile(JSON.stringify({ version: 1, instances: odd, fleets: [{ id: 'x' }] }));
  if (reading.kind !== 'ok') throw new Error(reading.message);
  expect(reading.value.instances.map((instance) => instance.id)).toEqual(['ok']);
  expect(reading.value.fleets).toEqual([]);
  expect(reading.notes).toHaveLength(7);
  expect(reading.notes[0]).toContain('The instance in place 2 is left out: the id "ok" is there twice.');
  const again = JSON.parse(writeWorkspaceFile(reading.value)) as { instances: unknown[]; fleets: unknown[] };
  expect(again.instances.slice(1)).toEqual(odd.slice(1));
  expect(again.fleets).toEqual([{ id: 'x' }]);
});

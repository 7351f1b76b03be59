import { expect, it } from 'vitest';
import { uriInvalid } from '../../../../../../engine/lint/rules/resource/uri-invalid.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const lists = (uri: string) => ({ method: 'resources/list', result: { resources: [{ uri, name: 'a' }] } });

it.each([
  'file:///a.txt',
  'my-scheme+x://anything',
  'urn:isbn:0451450523',
  'https://example.com/a?b[]=c|d#e',
  'mailto:a@b.example',
  'note:%C3%BC',
])('takes %s', (uri) => {
  expect(findingsOf(uriInvalid, lists(uri))).toEqual([]);
});

it.each(['', 'a.txt', '/etc/passwd', 'file:///a b', 'file:///ü', 'C:\\a', 'file:///{path}', 'a:%zz', '1a:b'])(
  'finds %j',
  (uri) => {
    expect(findingsOf(uriInvalid, lists(uri))).toMatchObject([
      { severity: 'error', side: 'server', pointer: 'event:0:/result/resources/0/uri' },
    ]);
  },
);

it('looks at links, embedded resources and contents, not at templates or at what the client asked for', () => {
  const content = [
    { type: 'resource_link', uri: 'a b', name: 'a' },
    { type: 'resource', resource: { uri: 'c d', text: '' } },
  ];
  expect(
    findingsOf(uriInvalid, { method: 'tools/call', params: { name: 'a' }, result: { content } }),
  ).toMatchObject([
    { pointer: 'event:0:/result/content/0/uri' },
    { pointer: 'event:0:/result/content/1/resource/uri' },
  ]);
  const reads = (uri: string) => ({
    method: 'resources/read',
    params: { uri: 'a b' },
    result: { contents: [{ uri, text: '' }] },
  });
  expect(findingsOf(uriInvalid, reads('a b'))).toEqual([]);
  expect(findingsOf(uriInvalid, reads('c d'))).toHaveLength(1);
  const templates = {
    method: 'resources/templates/list',
    result: { resourceTemplates: [{ uriTemplate: 'a:{b}' }] },
  };
  expect(findingsOf(uriInvalid, templates)).toEqual([]);
});

import { expect, it } from 'vitest';
import { emptyContents } from '../../../../../../engine/lint/rules/resource/empty-contents.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const LIST: ExchangeParts = {
  method: 'resources/list',
  result: { resources: [{ uri: 'file:///listed', name: 'a' }] },
};
const TEMPLATES: ExchangeParts = {
  method: 'resources/templates/list',
  result: { resourceTemplates: [{ uriTemplate: 'note://{id}', name: 'a' }] },
};
const reads = (uri: string, contents: readonly { uri: string; text: string }[] = []): ExchangeParts => ({
  method: 'resources/read',
  params: { uri },
  result: { contents },
});

it('finds nothing in answer to a URI that nothing names', () => {
  expect(findingsOf(emptyContents, LIST, TEMPLATES, reads('file:///never'))).toMatchObject([
    { severity: 'error', pointer: 'event:0:/result/contents' },
  ]);
  const without: ExchangeParts = { method: 'resources/templates/list', error: { code: -32601 } };
  expect(findingsOf(emptyContents, LIST, without, reads('note://5'))).toHaveLength(1);
});

const LINKS: ExchangeParts = {
  method: 'tools/call',
  params: { name: 'a' },
  result: { content: [{ type: 'resource_link', uri: 'file:///linked', name: 'a' }] },
};
const FIRST: ExchangeParts = { method: 'resources/list', result: { resources: [], nextCursor: 'x' } };

it.each<[string, readonly ExchangeParts[]]>([
  ['resources that are listed', [LIST, TEMPLATES, reads('file:///listed')]],
  ['what a template names', [LIST, TEMPLATES, reads('note://5')]],
  ['what a tool linked', [LIST, TEMPLATES, LINKS, reads('file:///linked')]],
  ['contents', [LIST, TEMPLATES, reads('file:///never', [{ uri: 'file:///never', text: '' }])]],
  ['lists that were not read', [reads('file:///never')]],
  ['lists that were not read to their end', [FIRST, TEMPLATES, reads('file:///never')]],
  ['templates that were not read', [LIST, reads('file:///never')]],
])('leaves alone %s', (_, parts) => {
  expect(findingsOf(emptyContents, ...parts)).toEqual([]);
});

import { expect, it } from 'vitest';
import { notFileUri } from '../../../../../../engine/lint/rules/root/not-file-uri.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const retries = (uri: string, meta: JsonObject = META) => ({
  method: 'tools/call',
  params: { name: 'a', inputResponses: { where: { roots: [{ uri: 'file:///ok' }, { uri }] } } },
  meta,
  result: { content: [] },
});

it('takes file URIs, in whatever case', () => {
  expect(findingsOf(notFileUri, retries('file:///home/a'), retries('FILE:///C:/a'))).toEqual([]);
});

it.each(['https://example.com/', '/home/a', 'file:a', ''])('finds %j', (uri) => {
  expect(findingsOf(notFileUri, retries(uri))).toMatchObject([
    { severity: 'error', side: 'client', pointer: 'request:/params/inputResponses/where/roots/1/uri' },
  ]);
});

it('leaves later revisions alone', () => {
  const later = { ...META, 'io.modelcontextprotocol/protocolVersion': '2027-01-01' };
  expect(findingsOf(notFileUri, retries('git://a', later))).toEqual([]);
});

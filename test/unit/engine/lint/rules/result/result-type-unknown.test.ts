import { expect, it } from 'vitest';
import { resultTypeUnknown } from '../../../../../../engine/lint/rules/result/result-type-unknown.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const declaring = {
  ...META,
  'io.modelcontextprotocol/clientCapabilities': { extensions: { 'com.example/stream': {} } },
};

it.each(['complete', 'input_required', 'task'])('is content with %s', (resultType) => {
  expect(findingsOf(resultTypeUnknown, { result: { resultType } })).toEqual([]);
});

it.each(['partial', 7, null])('finds %j', (resultType) => {
  expect(findingsOf(resultTypeUnknown, { result: { resultType } })).toMatchObject([
    { side: 'server', pointer: 'event:0:/result/resultType' },
  ]);
});

it('spares what an unknown extension may add, unless the server does not have it', () => {
  const parts = { meta: declaring, result: { resultType: 'partial' } };
  expect(findingsOf(resultTypeUnknown, parts)).toEqual([]);
  const discover = (extensions: object) => ({
    method: 'server/discover',
    result: { capabilities: { extensions: extensions as never }, supportedVersions: ['2026-07-28'] },
  });
  expect(findingsOf(resultTypeUnknown, discover({ 'com.example/stream': {} }), parts)).toEqual([]);
  expect(findingsOf(resultTypeUnknown, discover({}), parts)).toHaveLength(1);
});

it('leaves results without a type to their own rule', () => {
  expect(findingsOf(resultTypeUnknown, { result: {}, bare: true })).toEqual([]);
});

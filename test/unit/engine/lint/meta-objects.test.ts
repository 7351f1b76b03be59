import { expect, it } from 'vitest';
import { metaObjects } from '../../../../engine/lint/meta-objects.ts';
import { exchange } from '../../../support/lint/exchange.ts';

function places(result: object): readonly string[] {
  const { answer } = exchange({ result: result as never, bare: true });
  return answer ? metaObjects(answer).map(({ place }) => place) : [];
}

it('finds each _meta that the specification knows', () => {
  const _meta = { a: 1 };
  const result = { _meta, tools: [{ name: 'a' }, { _meta }], content: [{ _meta, resource: { _meta } }] };
  expect(places(result)).toEqual([
    'event:0:/result/_meta',
    'event:0:/result/tools/1/_meta',
    'event:0:/result/content/0/_meta',
    'event:0:/result/content/0/resource/_meta',
  ]);
});

it('leaves alone what is the server’s own, and what is no object', () => {
  expect(places({ _meta: 7, structuredContent: { _meta: {} }, tools: [7, null, { _meta: [] }] })).toEqual([]);
});

it('does not follow nesting for ever', () => {
  let content: object = { _meta: {} };
  for (let at = 0; at < 1000; at += 1) content = { content };
  expect(places(content)).toEqual([]);
});

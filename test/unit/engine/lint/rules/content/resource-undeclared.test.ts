import { expect, it } from 'vitest';
import { resourceUndeclared } from '../../../../../../engine/lint/rules/content/resource-undeclared.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const discovers = (capabilities: JsonObject) => ({
  method: 'server/discover',
  result: { supportedVersions: ['2026-07-28'], capabilities },
});
const gives = (type: string) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: { content: [{ type, uri: 'file:///a', resource: { uri: 'file:///a', text: '' } }] },
});

it('warns of an embedded resource without the capability', () => {
  expect(findingsOf(resourceUndeclared, discovers({ tools: {} }), gives('resource'))).toMatchObject([
    { severity: 'warning', pointer: 'event:0:/result/content/0/type' },
  ]);
});

it('leaves alone who declares it, who was not asked, and links', () => {
  expect(findingsOf(resourceUndeclared, discovers({ tools: {}, resources: {} }), gives('resource'))).toEqual(
    [],
  );
  expect(findingsOf(resourceUndeclared, gives('resource'))).toEqual([]);
  expect(findingsOf(resourceUndeclared, discovers({ tools: {} }), gives('resource_link'))).toEqual([]);
});

import { expect, it } from 'vitest';
import { featureOf, listFieldOf } from '../../../../engine/lint/features.ts';

it.each([
  ['tools/call', 'tools', undefined],
  ['prompts/list', 'prompts', 'prompts'],
  ['resources/templates/list', 'resources', 'resourceTemplates'],
  ['completion/complete', 'completions', undefined],
  ['server/discover', undefined, undefined],
  ['toString', undefined, undefined],
])('%s belongs to %s and lists %s', (method, feature, field) => {
  expect(featureOf(method)).toBe(feature);
  expect(listFieldOf(method)).toBe(field);
});

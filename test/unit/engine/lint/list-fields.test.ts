import { expect, it } from 'vitest';
import { listFieldsOf } from '../../../../engine/lint/list-fields.ts';

it('knows the four lists and nothing else', () => {
  expect(listFieldsOf('tools/list')).toMatchObject({ field: 'tools', key: 'name' });
  expect(listFieldsOf('resources/templates/list')).toMatchObject({ field: 'resourceTemplates' });
  expect(listFieldsOf('tools/call')).toBeUndefined();
  expect(listFieldsOf('constructor')).toBeUndefined();
});

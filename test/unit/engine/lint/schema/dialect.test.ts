import { expect, it } from 'vitest';
import { dialectOf } from '../../../../../engine/lint/schema/dialect.ts';

it.each([
  [undefined, '2020-12'],
  ['https://json-schema.org/draft/2020-12/schema', '2020-12'],
  ['http://json-schema.org/draft/2020-12/schema#', '2020-12'],
  ['http://json-schema.org/draft-07/schema#', 'draft-07'],
  ['https://json-schema.org/draft-04/schema', 'draft-04'],
  ['https://example.com/my-dialect', undefined],
  [7, undefined],
])('reads $schema %j as %j', ($schema, dialect) => {
  expect(dialectOf($schema === undefined ? {} : { $schema })).toBe(dialect);
});

import { expect, it } from 'vitest';
import type { JsonValue } from '../../../../../../shared/model/json.ts';
import { tokenType } from '../../../../../../engine/lint/rules/progress/token-type.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

it.each<JsonValue>(['a', '', 0, -3])('takes the token %j', (progressToken) => {
  expect(findingsOf(tokenType, { meta: { ...META, progressToken } })).toEqual([]);
});

it('leaves requests without a token alone', () => {
  expect(findingsOf(tokenType, {})).toEqual([]);
});

it.each<JsonValue>([1.5, null, true, {}, []])('finds the token %j', (progressToken) => {
  expect(findingsOf(tokenType, { meta: { ...META, progressToken } })).toMatchObject([
    { side: 'client', pointer: 'request:/params/_meta/progressToken' },
  ]);
});

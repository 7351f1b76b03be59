import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { strayInput } from '../../../../../../engine/lint/rules/stdio/stray-input.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it('describes what is found as it happens, and makes no finding twice', () => {
  const source = readFileSync(
    new URL('../../../../../../engine/gateway/stdio/observe-stdio.ts', import.meta.url),
    'utf8',
  );
  expect(source).toContain(`rule: '${strayInput.id}'`);
  expect(findingsOf(strayInput, { row: { transport: 'stdio' }, answerText: 'no message' })).toEqual([]);
});

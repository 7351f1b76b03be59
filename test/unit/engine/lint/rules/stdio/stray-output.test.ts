import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { strayOutput } from '../../../../../../engine/lint/rules/stdio/stray-output.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it('describes what is found as it happens, and makes no finding twice', () => {
  const source = readFileSync(
    new URL('../../../../../../engine/client/process-journal.ts', import.meta.url),
    'utf8',
  );
  expect(source).toContain(`rule: '${strayOutput.id}'`);
  expect(findingsOf(strayOutput, { row: { transport: 'stdio' }, answerText: 'no message' })).toEqual([]);
});

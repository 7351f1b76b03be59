import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { outlivesStdin } from '../../../../../../engine/lint/rules/stdio/outlives-stdin.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it('describes what is found as it happens, and makes no finding twice', () => {
  const source = readFileSync(
    new URL('../../../../../../engine/client/server-process.ts', import.meta.url),
    'utf8',
  );
  expect(source).toContain(`rule: '${outlivesStdin.id}'`);
  expect(findingsOf(outlivesStdin, { row: { transport: 'stdio' }, answerText: 'no message' })).toEqual([]);
});

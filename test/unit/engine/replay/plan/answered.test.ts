import { expect, it } from 'vitest';
import { answeredOf } from '../../../../../engine/replay/plan/answered.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

it('keeps of an exchange what a plan needs of its answer', () => {
  const seen = exchange({ method: 'tools/call', params: { name: 'look' }, result: {}, row: { number: 7 } });
  expect(answeredOf(seen)).toMatchObject({
    number: 7,
    method: 'tools/call',
    subject: 'look',
    status: 200,
    failed: false,
  });
  expect(answeredOf(seen).answer).toBe(seen.answer);
});

it('says of what failed that it did', () => {
  const failure = { kind: 'cut', message: 'Cut.', at: 0 } as const;
  expect(answeredOf(exchange({ silent: true, failure }))).toMatchObject({ failed: true, messages: [] });
});

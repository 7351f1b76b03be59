import { expect, it } from 'vitest';
import { handedEarly } from '../../../../../../engine/lint/rules/task/handed-early.ts';
import { judged, exchange, findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { creates, on, polls } from '../../../../../support/lint/tasks.ts';

it('finds a task that its own maker does not find, once', () => {
  expect(findingsOf(handedEarly, creates(), polls(20, -32602), polls(500, -32602), polls(900))).toMatchObject(
    [{ severity: 'error', side: 'server', pointer: 'event:0:/error' }],
  );
});

it('finds it on another instance once that knows it, where it did not', () => {
  const missed = exchange(on('beta', polls(20, -32602)));
  const found = judged(handedEarly, creates(), missed, on('beta', polls(1500)), on('beta', polls(3000)));
  expect(found).toMatchObject([{ number: missed.number, finding: { side: 'server' } }]);
});

it.each<[string, ExchangeParts[]]>([
  ['tasks that are there', [creates(), polls(20), on('beta', polls(30))]],
  ['another instance that never knows it', [creates(), on('beta', polls(20, -32602))]],
  ['requests sent before', [creates(), polls(-12, -32602)]],
  ['a task that is gone later', [creates(), polls(20), polls(500, -32602)]],
  ['a task past its ttl', [creates(), polls(70_000, -32602)]],
])('spares %s', (_, parts) => {
  expect(findingsOf(handedEarly, ...parts)).toEqual([]);
});

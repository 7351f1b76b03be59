import { expect, it } from 'vitest';
import { unknownElsewhere } from '../../../../../../engine/lint/rules/task/unknown-elsewhere.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { at, creates, discovers, on, polls } from '../../../../../support/lint/tasks.ts';

const gateway = { gatewayId: 'g', gatewayName: 'g', trace: {}, faults: [] } as never;

it('finds a task that another instance does not know, once', () => {
  const unknown = on('beta', polls(100, -32602));
  expect(findingsOf(unknownElsewhere, creates(), unknown, on('beta', polls(1500, -32602)))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:0:/error' },
  ]);
});

it('takes it for an error behind one gateway', () => {
  const behind = (parts: ExchangeParts): ExchangeParts => ({ ...parts, gateway });
  const found = findingsOf(unknownElsewhere, behind(creates()), behind(on('beta', polls(100, -32602))));
  expect(found).toMatchObject([{ severity: 'error' }]);
});

it.each<[string, ExchangeParts[]]>([
  ['instances that know it', [creates(), on('beta', polls(100))]],
  ['the creator itself', [creates(), polls(100, -32602)]],
  ['tasks past their ttl', [creates(), on('beta', polls(70_000, -32602))]],
  [
    'tasks that have ended',
    [creates(), polls(100, { status: 'completed', result: {} }), on('beta', polls(200, -32602))],
  ],
  ['requests sent before', [creates({}, at(0, {})), on('beta', polls(-5, -32602))]],
  [
    'other servers',
    [discovers('alpha', 'x'), discovers('beta', 'y'), creates(), on('beta', polls(100, -32602))],
  ],
  ['tasks from before the recording', [polls(0), on('beta', polls(100, -32602))]],
  ['other errors', [creates(), on('beta', polls(100, -32603))]],
])('spares %s', (_, parts) => {
  const complete = parts.map((part) => (part.method === undefined ? { ...creates(), ...part } : part));
  expect(findingsOf(unknownElsewhere, ...complete)).toEqual([]);
});

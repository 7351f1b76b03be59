import { expect, test } from 'vitest';
import { createConnections } from '../../../../engine/client/connections.ts';
import type { Connection } from '../../../../shared/model/input.ts';

test('the last word of each channel counts', () => {
  const told: Connection[] = [];
  const connections = createConnections((connection) => told.push(connection));
  const process: Connection = { instanceId: 'a', state: 'open', era: 'modern', transport: 'stdio', pid: 7 };
  const session: Connection = { instanceId: 'b', state: 'opening', era: 'legacy', transport: 'http' };
  connections.tell(process);
  connections.tell(session);
  connections.tell({ ...session, state: 'open', sessionId: 's' });
  expect(connections.list()).toEqual([process, { ...session, state: 'open', sessionId: 's' }]);
  expect(told).toHaveLength(3);
  connections.tell({ ...session, transport: 'sse' });
  expect(connections.list()).toHaveLength(3);
});

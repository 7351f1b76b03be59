import { expect, it } from 'vitest';
import {
  connectionWords,
  isUp,
  nextWords,
  shownConnections,
} from '../../../../renderer/fleet/connection-words.ts';
import type { Connection } from '../../../../shared/model/input.ts';

const connection = (part: Partial<Connection>): Connection => ({
  instanceId: 'a',
  state: 'open',
  era: 'legacy',
  transport: 'http',
  ...part,
});

it.each([
  [{ transport: 'stdio', pid: 7 }, 'fine', 'Process 7, running'],
  [{ transport: 'stdio', state: 'opening' }, 'note', 'Process, starting'],
  [{ transport: 'stdio', state: 'lost', pid: 7 }, 'fault', 'Process 7, lost'],
  [{ transport: 'stdio', state: 'closed' }, 'note', 'Process, ended'],
  [{}, 'fine', 'Session, open'],
  [{ transport: 'sse', state: 'lost' }, 'fault', 'Session, lost'],
] as const)('puts %j into words', (part, meaning, text) => {
  expect(connectionWords(connection(part))).toEqual({ meaning, text });
});

it('can end what is up, and says how it comes back', () => {
  const states = ['opening', 'open', 'closed', 'lost'] as const;
  expect(states.map((state) => isUp({ state }))).toEqual([true, true, false, false]);
  expect(nextWords(connection({ transport: 'stdio' }))).toContain('starts it again');
  expect(nextWords(connection({}))).toContain('new session');
});

it('tells of what Hopscope closed itself only where nothing is up, and of what is lost always', () => {
  const open = { state: 'open' } as const;
  const closed = { state: 'closed' } as const;
  const lost = { state: 'lost' } as const;
  expect(shownConnections([closed, lost, open])).toEqual([open, lost]);
  expect(shownConnections([closed, lost])).toEqual([closed, lost]);
});

import { expect, it } from 'vitest';
import { Declarations } from '../../../../../engine/trackers/negotiation/declarations.ts';
import { Pair, type Meeting } from '../../../../../engine/trackers/negotiation/pairs.ts';
import type { UsedCapability } from '../../../../../engine/trackers/negotiation/used-capabilities.ts';

const TOOLS = { kind: 'server-capability', id: 'tools' } as const;
const EXTENSION = { kind: 'extension', id: 'com.example/x' } as const;
const CALL: UsedCapability = { row: TOOLS, by: 'server', did: 'answered tools/call' };
const X: UsedCapability = { row: EXTENSION, by: 'server', did: 'did x' };

function made() {
  const server = new Declarations('server-capability');
  const client = new Declarations('client-capability');
  const pair = new Pair('c', 'i', server);
  const meet = (number: number, used: readonly UsedCapability[], extensions: Record<string, object> = {}) => {
    const said = client.read({ extensions: JSON.parse(JSON.stringify(extensions)) as Record<string, never> });
    const meeting: Meeting = { number, era: 'modern', said, clientName: 'client', instanceName: 'alpha' };
    pair.meet(meeting, used);
  };
  return { server, pair, meet };
}

it('adds what was unsure to what was missed, once the server never declared it', () => {
  const { server, pair, meet } = made();
  meet(1, [CALL]);
  meet(2, [CALL]);
  expect(pair.on(TOOLS)).toMatchObject({ inForce: 'unknown', used: { count: 2 } });
  expect(pair.on(TOOLS)?.usedWithout).toBeUndefined();
  server.hear('discover', {}, { number: 3, at: 0 });
  meet(4, [CALL]);
  expect(pair.on(TOOLS)).toMatchObject({
    inForce: 'no',
    usedWithout: { count: 3, first: 1, last: 4, latest: [1, 2, 4] },
  });
});

it('takes nothing for missed that the server declared at another time', () => {
  const { server, pair, meet } = made();
  meet(1, [CALL]);
  server.hear('discover', { tools: {} }, { number: 2, at: 0 });
  server.hear('discover', {}, { number: 3, at: 0 });
  expect(pair.on(TOOLS)?.usedWithout).toBeUndefined();
});

it('asks both sides for an extension, and says who lacks it', () => {
  const { server, pair, meet } = made();
  const declared = { 'com.example/x': {} };
  meet(1, [X], declared);
  expect(pair.on(EXTENSION)?.inForce).toBe('unknown');
  server.hear('discover', { extensions: declared }, { number: 2, at: 0 });
  meet(3, [X], declared);
  expect(pair.on(EXTENSION)).toMatchObject({ inForce: 'yes', used: { count: 2 } });
  meet(4, [X]);
  expect(pair.on(EXTENSION)?.usedWithout?.says).toBe(
    'alpha did x, although client did not declare com.example/x in that request.',
  );
  server.hear('discover', {}, { number: 5, at: 0 });
  meet(6, [X], declared);
  expect(pair.on(EXTENSION)?.usedWithout?.says).toBe(
    'alpha did x, although it does not advertise com.example/x.',
  );
});

it('asks the client alone for an extension that servers need not advertise', () => {
  const { server, pair, meet } = made();
  const ui = { kind: 'extension', id: 'io.modelcontextprotocol/ui' } as const;
  server.hear('discover', {}, { number: 1, at: 0 });
  meet(2, [], { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } });
  expect(pair.on(ui)).toMatchObject({ inForce: 'yes' });
  meet(3, []);
  expect(pair.on(ui)).toBeUndefined();
});

it('has nothing to say of what was neither used nor is in force', () => {
  const { pair, meet } = made();
  meet(1, []);
  expect(pair.on(TOOLS)).toBeUndefined();
});

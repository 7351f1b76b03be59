import { expect, test } from 'vitest';
import { createSessionPlaces } from '../../../../../engine/gateway/explain/session-places.ts';

const alpha = { instanceId: 'a', instanceName: 'alpha' };
const beta = { instanceId: 'b', instanceName: 'beta' };
const session = [['mcp-session-id', 'f00d']] as const;

test('a session that is asked for elsewhere is explained with both instances and the way out', () => {
  const places = createSessionPlaces();
  places.saw([['Mcp-Session-Id', 'f00d']], alpha, () => 3);
  const said = places.explain(session, 404, beta);
  for (const part of ['"f00d"', 'alpha in #3', 'beta', '404', 'sticky:Mcp-Session-Id'])
    expect(said).toContain(part);
  expect(places.explain(session, 400, beta)).toContain('400');
});

test.each([
  ['the right instance', session, 404, alpha],
  ['another status', session, 200, beta],
  ['another status that is an error', session, 500, beta],
  ['a request without a session', [], 404, beta],
  ['a session that nobody opened here', [['Mcp-Session-Id', 'other']], 404, beta],
] as const)('%s is not explained so', (_what, headers, status, wentTo) => {
  const places = createSessionPlaces();
  places.saw(session, alpha);
  expect(places.explain(headers, status, wentTo)).toBeUndefined();
});

test('who opened a session is who gave its id out first', () => {
  const places = createSessionPlaces();
  places.saw(session, alpha);
  places.saw(session, beta);
  expect(places.explain(session, 404, beta)).toContain('opened on alpha');
});

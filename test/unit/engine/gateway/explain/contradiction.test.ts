import { expect, test } from 'vitest';
import { explainContradiction } from '../../../../../engine/gateway/explain/contradiction.ts';
import type { RoutingLine } from '../../../../../shared/model/exchange.ts';

const lie: RoutingLine = {
  header: 'Mcp-Name',
  value: '=?base64?d2hvYW1p?=',
  decoded: 'whoami',
  field: 'params.name',
  fieldValue: 'drop_all',
  verdict: 'mismatch',
  note: '',
};
const server = { instanceName: 'beta', status: 200, failed: false };

test('what was believed, what the body says, and that the server did it', () => {
  expect(explainContradiction([lie], server)).toBe(
    'Balancers read Mcp-Name "whoami"; the body has params.name "drop_all". beta did not notice and did what the body says: whoever routes or permits by headers was deceived.',
  );
});

test.each([
  ['noticed and refused it', { ...server, status: 400, errorCode: -32020 }],
  ['-32601, for another reason', { ...server, status: 404, errorCode: -32601 }],
  ['HTTP 500, for another reason', { ...server, status: 500 }],
  ['no whole answer came', { instanceName: 'beta', failed: true }],
  ['no whole answer came', { ...server, failed: true }],
])('the server’s part: %s', (said, reaction) => {
  expect(explainContradiction([lie], reaction)).toContain(said);
});

test('a field that is not there is named as such', () => {
  const { fieldValue: _none, ...bare } = lie;
  expect(explainContradiction([bare], server)).toContain('the body has no params.name');
});

test('no contradiction without a header that says something else', () => {
  const { value: _none, ...missing } = lie;
  expect(explainContradiction([], server)).toBeUndefined();
  expect(
    explainContradiction(
      [
        { ...lie, verdict: 'match' },
        { ...missing, verdict: 'missing' },
      ],
      server,
    ),
  ).toBeUndefined();
});

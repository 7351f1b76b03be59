import { expect, it } from 'vitest';
import { readRequirements } from '../../../conformance/requirements.ts';

const yaml = `# A comment:
#   - not-a-scenario
server:
  - server-stateless
  - tools-list

client:
  - auth/basic-cimd

not_scored:
  - scenario: auth/dpop
    leg: client
    reason: extension
  - scenario: tasks-lifecycle
    leg: server
    reason: extension
    note: >-
      reason: none of ours
  - scenario: json-schema-2020-12
    leg: server
    reason: pending
`;

it('reads what decides and what does not, for one leg', () => {
  expect(readRequirements(yaml, 'server')).toEqual({
    scored: ['server-stateless', 'tools-list'],
    unscored: new Map([
      ['tasks-lifecycle', 'extension'],
      ['json-schema-2020-12', 'pending'],
    ]),
  });
  expect(readRequirements(yaml.replaceAll('\n', '\r\n'), 'client')).toEqual({
    scored: ['auth/basic-cimd'],
    unscored: new Map([['auth/dpop', 'extension']]),
  });
});

it('finds nothing in another text', () => {
  expect(readRequirements('server: []\n', 'server').scored).toEqual([]);
});

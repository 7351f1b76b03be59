import { expect, test } from 'vitest';
import { AppError } from '../../../../../engine/app-error.ts';
import { readFaultsFile, readRulesFile } from '../../../../../engine/gateway/files/read-policy-file.ts';

const instances = [
  { id: 'eu', name: 'EU west' },
  { id: 'us', name: 'US' },
];

const rules = (text: string) => readRulesFile(text, 'rules.json', instances);
const faults = (text: string) => readFaultsFile(text, 'faults.json');

function refused(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError && error.code === 'BAD_INPUT') return error.message;
    throw error;
  }
  throw new Error('It was taken.');
}

test('what a person leaves out has its usual value; instances go by name, strategies as texts', () => {
  const text = `// The table, first match wins.
[
  {
    "name": "calls", /* to both */
    "match": [{ "header": "Mcp-Method", "test": "exact", "value": "tools/call" }],
    "action": { "kind": "route", "instanceIds": ["US", "eu"], "strategy": "hash:Mcp-Name" },
    "faults": [{ "probability": 0.5, "does": { "kind": "delay", "ms": 10 } }],
  },
  { "id": "no", "enabled": false, "action": { "kind": "refuse", "status": 403, "text": "No." } },
  { "action": { "kind": "route", "strategy": { "kind": "pinned", "instanceId": "us" } } },
]`;
  expect(rules(text)).toEqual([
    {
      id: 'rule-1',
      name: 'calls',
      enabled: true,
      match: [{ header: 'Mcp-Method', test: 'exact', value: 'tools/call' }],
      action: { kind: 'route', instanceIds: ['us', 'eu'], strategy: { kind: 'hash', header: 'Mcp-Name' } },
      faults: [{ id: 'rule-1-fault-1', enabled: true, probability: 0.5, does: { kind: 'delay', ms: 10 } }],
    },
    {
      id: 'no',
      name: 'Rule 2',
      enabled: false,
      match: [],
      action: { kind: 'refuse', status: 403, text: 'No.' },
      faults: [],
    },
    {
      id: 'rule-3',
      name: 'Rule 3',
      enabled: true,
      match: [],
      action: { kind: 'route', strategy: { kind: 'pinned', instanceId: 'us' } },
      faults: [],
    },
  ]);
  expect(rules('{"rules":[]}')).toEqual([]);
});

test('faults, plain or under their name', () => {
  const [first, second] = faults(
    '{"faults":[{"does":{"kind":"refuse"}},{"id":"x","enabled":false,"does":{"kind":"cut","after":"bytes","count":3}}]}',
  );
  expect(first).toEqual({ id: 'fault-1', enabled: true, probability: 1, does: { kind: 'refuse' } });
  expect(second).toMatchObject({ id: 'x', enabled: false });
  expect(faults('[]')).toEqual([]);
});

test.each([
  ['', 'rules.json: It is empty.'],
  ['[\n  {"name": }\n]', 'line 2, column 12'],
  ['3', 'rules.json, line 1, column 1: it is no list of rules.'],
  ['{"rules":[],\n"more":1}', 'rules.json, line 2, column 8 (more): "more" means nothing here.'],
  ['[\n 3\n]', 'rules.json, line 2, column 2 (0): a rule is an object.'],
  ['[\n {}\n]', 'rules.json, line 2, column 2 (0.action): expected object, received undefined.'],
  [
    '[\n {"action":\n  {"kind": "magic"}}\n]',
    'rules.json, line 3, column 12 (0.action.kind): there is no such kind.',
  ],
  [
    '[{"action":{"kind":"route","strategy":\n"sticky"}}]',
    'rules.json, line 2, column 1 (0.action.strategy): sticky needs the name of a header or a cookie',
  ],
  [
    '[{"action":{"kind":"route","strategy":"round-robin",\n"instanceIds":["eu",\n"mars"]}}]',
    'rules.json, line 3, column 1 (0.action.instanceIds.1): there is no instance "mars" here, only EU west, US.',
  ],
  [
    // `pinned` alone is the first of the pool, and nobody outside it.
    '[{"action":{"kind":"route","strategy":"pinned:US","instanceIds":["eu"]}}]',
    '(0.action.strategy): There is no instance "US" here. Known: EU west.',
  ],
  [
    '[{"action":{"kind":"route","strategy":"round-robin"},\n"matches":[]}]',
    'rules.json, line 2, column 11 (0.matches): "matches" means nothing here.',
  ],
  [
    '[{"action":{"kind":"route","strategy":"round-robin"},\n"match":[{"header":"A","test":"exact"}]}]',
    'line 2, column 10 (0.match.0): Rule 1 (Rule 1) compares A with nothing',
  ],
  [
    '[{"action":{"kind":"route","strategy":"round-robin"},\n"match":[{"header":"A B","test":"present"}]}]',
    'line 2, column 20 (0.match.0.header): expected the name of a header.',
  ],
  [
    '[{"id":"a","action":{"kind":"refuse","status":500,"text":""}},\n{"id":"a","action":{"kind":"refuse","status":500,"text":""}}]',
    'line 2, column 7 (1.id): Rule 2 (Rule 2) has the id "a"',
  ],
  ['[{"action":{"kind":"refuse","status":99,"text":""}}]', 'line 1, column 38 (0.action.status)'],
  [
    '[{"name":"a",\n"name":"b","action":{"kind":"refuse","status":500,"text":""}}]',
    'line 2, column 8 (0.name): "name" is there twice.',
  ],
])('%j is refused with its place', (text, says) => {
  expect(refused(() => rules(text))).toContain(says);
});

test.each([
  ['[{"does":{"kind":"delay"}}]', '(0.does.ms)'],
  ['[{"does":{"kind":"delay","ms":-1}}]', 'faults.json, line 1, column 31 (0.does.ms)'],
  ['[\n{"probability":2,"does":{"kind":"refuse"}}]', 'line 2, column 16 (0.probability)'],
  [
    '[{"does":{"kind":"header","side":"request","op":"add","name":"X"}}]',
    '(0.does): The fault "fault-1" needs a value to add X.',
  ],
  ['{"fault":[]}', 'it is no list of faults'],
])('the fault %j is refused with its place', (text, says) => {
  expect(refused(() => faults(text))).toContain(says);
});

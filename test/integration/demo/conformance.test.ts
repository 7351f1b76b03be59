import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { ask, call, openSession, read, readUntil, sendLegacy, send, text, type Answer } from './requests.ts';

let fleet: DemoFleet;
let plain: DemoFleet;
let alpha: string;
let beta: string;

beforeAll(async () => {
  [fleet, plain] = await Promise.all([
    startDemoFleet({ names: ['alpha', 'beta'], conformanceFixtures: true }),
    startDemoFleet({ names: ['alpha'] }),
  ]);
  [alpha, beta] = [fleet.get('alpha').url, fleet.get('beta').url];
});
afterAll(() => Promise.all([fleet.stop(), plain.stop()]));

const LISTS = [
  ['tools/list', 'tools'],
  ['prompts/list', 'prompts'],
  ['resources/list', 'resources'],
  ['resources/templates/list', 'resourceTemplates'],
] as const;

async function entriesOf(url: string, method: string, key: string): Promise<readonly unknown[]> {
  return (await ask(url, method)).last.result?.[key] as readonly unknown[];
}

test.each(LISTS)('%s: the flag adds to what the shop has, and changes none of it', async (method, key) => {
  const without = await entriesOf(plain.get('alpha').url, method, key);
  const carrying = await entriesOf(alpha, method, key);
  expect(carrying).toEqual(expect.arrayContaining([...without]));
  expect(carrying.length).toBeGreaterThan(without.length);
  expect(JSON.stringify(without)).not.toContain('test');
});

test('without the flag a fixture is not there to be called either', async () => {
  const answer = await call(plain.get('alpha').url, 'test_simple_text');
  expect(answer.last.error).toMatchObject({ code: -32602 });
});

describe('requestState', () => {
  const rounds = 'test_input_required_result_multi_round';
  const accept = (content: Record<string, unknown>) => ({ action: 'accept', content });
  const stateOf = (answer: Answer): unknown => answer.last.result?.['requestState'];

  test('carries three rounds over two instances', async () => {
    const first = await call(alpha, rounds);
    expect(first.last.result).toMatchObject({ resultType: 'input_required', inputRequests: { step1: {} } });
    const second = await call(beta, rounds, undefined, {
      params: { inputResponses: { step1: accept({ name: 'Ada' }) }, requestState: stateOf(first) },
    });
    expect(second.last.result).toMatchObject({ resultType: 'input_required', inputRequests: { step2: {} } });
    expect(stateOf(second)).not.toBe(stateOf(first));
    const third = await call(alpha, rounds, undefined, {
      params: { inputResponses: { step2: accept({ color: 'green' }) }, requestState: stateOf(second) },
    });
    expect(text(third)).toBe('Ada likes green.');
  });

  test('of another fixture counts as none', async () => {
    const other = await call(alpha, 'test_input_required_result_request_state');
    const answer = await call(alpha, rounds, undefined, {
      params: { inputResponses: { step1: accept({ name: 'Ada' }) }, requestState: stateOf(other) },
    });
    expect(answer.last.result).toMatchObject({ inputRequests: { step1: {} } });
  });

  test('of a fixture does not deploy anything', async () => {
    const other = await call(alpha, 'test_input_required_result_request_state');
    const params = {
      inputResponses: { approval: accept({ confirm: true, reason: 'none' }) },
      requestState: stateOf(other),
    };
    const answer = await call(alpha, 'deploy', { environment: 'staging' }, { params });
    expect(answer.last.result).toMatchObject({ isError: true });
  });

  test('of an earlier round does not skip the later one', async () => {
    const first = await call(alpha, rounds);
    const params = {
      inputResponses: { step1: accept({ name: 'Ada' }), step2: accept({ color: 'green' }) },
      requestState: stateOf(first),
    };
    const answer = await call(alpha, rounds, undefined, { params });
    expect(answer.last.result).toMatchObject({ inputRequests: { step2: {} } });
  });
});

describe('lists that change', () => {
  const listed = async (url: string) =>
    JSON.stringify((await ask(url, 'tools/list')).last.result).includes('"test_changing_tool"');

  test('change on every instance, and a listener elsewhere hears of it', async () => {
    const before = await listed(beta);
    const listening = await send(beta, 'subscriptions/listen', {
      params: { notifications: { toolsListChanged: true } },
    });
    const heard = readUntil(listening, (messages) =>
      messages.some(({ method }) => method === 'notifications/tools/list_changed'),
    );
    await call(alpha, 'test_trigger_tool_change');
    await heard;
    expect(await listed(beta)).toBe(!before);
    expect(await listed(alpha)).toBe(!before);
  });

  test('change in a legacy session that was there before', async () => {
    const headers = await openSession(alpha);
    const prompts = async () =>
      JSON.stringify((await read(await sendLegacy(alpha, { id: 1, method: 'prompts/list' }, headers))).last);
    const before = (await prompts()).includes('test_changing_prompt');
    await call(beta, 'test_trigger_prompt_change');
    expect((await prompts()).includes('test_changing_prompt')).toBe(!before);
  });
});

test.each([
  [{ sampling: {} }, ['capital_question']],
  [{ elicitation: {}, roots: {} }, ['user_name', 'client_roots']],
])('asks only for what is declared: %j', async (declared, expected) => {
  const meta = { 'io.modelcontextprotocol/clientCapabilities': declared };
  const answer = await call(alpha, 'test_input_required_result_capabilities', {}, { meta });
  expect(Object.keys(answer.last.result?.['inputRequests'] ?? {})).toEqual(expected);
});

test('asks for nothing where nothing is declared', async () => {
  const meta = { 'io.modelcontextprotocol/clientCapabilities': {} };
  const answer = await call(alpha, 'test_input_required_result_capabilities', {}, { meta });
  expect(answer.last.result).toMatchObject({ resultType: 'complete' });
});

test.each([
  [{ contactMethod: 'phone', phone: '1' }, undefined],
  [{ contactMethod: 'phone', email: 'a' }, true],
  [{ contactMethod: 'email', email: 'a', fax: '1' }, true],
])('checks arguments by keywords of JSON Schema 2020-12: %j', async (args, isError) => {
  expect((await call(alpha, 'json_schema_2020_12_tool', args)).last.result?.['isError']).toBe(isError);
});

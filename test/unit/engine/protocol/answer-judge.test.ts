import { expect, test } from 'vitest';
import { AnswerJudge, messageFields, preview } from '../../../../engine/protocol/answer-judge.ts';

const options = { contentType: undefined, status: 200, expects: 'answer', requestId: 1 } as const;

function judged(text: string, changed: Partial<ConstructorParameters<typeof AnswerJudge>[0]> = {}) {
  const judge = new AnswerJudge({ ...options, ...changed });
  const read = judge.judge(text, 'The answer');
  return { judge, read, facts: judge.facts(), problem: judge.problem() };
}

test.each([
  ['{"jsonrpc":"2.0","id":1,"result":{}}', { resultType: 'complete' }],
  ['{"jsonrpc":"2.0","id":1,"result":{"resultType":"input_required"}}', { resultType: 'input_required' }],
  ['{"jsonrpc":"2.0","id":1,"result":{"resultType":5}}', { resultType: 'complete' }],
  ['{"jsonrpc":"2.0","id":1,"result":{"isError":true}}', { resultType: 'complete', isError: true }],
  ['{"jsonrpc":"2.0","id":1,"result":{"isError":"yes"}}', { resultType: 'complete' }],
  [
    '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":""}}',
    { resultType: 'error', errorCode: -32601 },
  ],
])('%s gives the facts of the row', (text, facts) => {
  const { judge, facts: got, problem } = judged(text);
  expect(got).toEqual(facts);
  expect(judge.answered).toBe(true);
  expect(problem).toBeUndefined();
});

const modern = { resultTypes: ['complete', 'input_required'] };
const ofType = (type: unknown) =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, result: type === undefined ? {} : { resultType: type } });

test.each([undefined, 'complete', 'input_required'])('the resultType %s is one that is known', (type) => {
  expect(judged(ofType(type), modern).problem).toBeUndefined();
});

test.each([
  ['surprise', '"surprise"'],
  ['Complete', '"Complete"'],
  ['task', '"task"'],
  [5, '5'],
  [null, 'null'],
  ['x'.repeat(500), `"${'x'.repeat(59)},`],
])('the resultType %s makes the answer invalid', (type, shown) => {
  const { problem } = judged(ofType(type), modern);
  expect(problem?.kind).toBe('malformed');
  expect(problem?.message).toContain(`The answer has the resultType ${shown}`);
  expect(problem?.message).toContain('it knows "complete", "input_required"');
});

test('the row shows the resultType that is not known, and another era takes it', () => {
  expect(judged(ofType('surprise'), modern).facts).toEqual({ resultType: 'surprise' });
  expect(judged(ofType('surprise')).problem).toBeUndefined();
  expect(judged(ofType('task'), { resultTypes: ['complete', 'task'] }).problem).toBeUndefined();
});

test.each([
  ['{"a":', 'is not JSON: the end at line 1, column 6 (position 5), where a value should be'],
  ['', 'is not JSON: it is empty'],
  ['{"jsonrpc":"2.0"}', 'is JSON, but no JSON-RPC message: it has no method, result or error'],
  ['{"jsonrpc":"2.0","id":2,"result":{}}', 'has the id 2, but the request has the id 1'],
  ['{"jsonrpc":"2.0","id":"1","result":{}}', 'has the id "1", but the request has the id 1'],
  ['{"jsonrpc":"2.0","error":{"code":1,"message":""}}', 'names no request'],
])('%s is no answer', (text, sentence) => {
  const { facts, problem } = judged(text);
  expect(facts).toEqual({});
  expect(problem?.kind).toBe('malformed');
  expect(problem?.message).toContain(`The answer ${sentence}`);
});

test('an error without an id counts where the request as a whole was refused', () => {
  const { facts, problem } = judged('{"jsonrpc":"2.0","id":null,"error":{"code":-32020,"message":""}}', {
    status: 400,
  });
  expect(facts).toEqual({ resultType: 'error', errorCode: -32020 });
  expect(problem).toBeUndefined();
});

test('an error for another request never counts', () => {
  const { facts } = judged('{"jsonrpc":"2.0","id":9,"error":{"code":-32020,"message":""}}', { status: 400 });
  expect(facts).toEqual({});
});

test('without an id in the request any answer will do', () => {
  const { facts, problem } = judged('{"jsonrpc":"2.0","id":9,"result":{}}', { requestId: undefined });
  expect(facts).toEqual({ resultType: 'complete' });
  expect(problem).toBeUndefined();
});

test('a second answer is a fault, and the first one stays', () => {
  const { judge } = judged('{"jsonrpc":"2.0","id":1,"result":{}}');
  judge.judge('{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}', 'Event 2');
  expect(judge.facts()).toEqual({ resultType: 'complete' });
  expect(judge.problem()?.message).toBe('Event 2 is a second answer to the same request.');
});

test('only the first complaint is kept', () => {
  const { judge } = judged('{');
  judge.complain('cut', 'later');
  expect(judge.problem()?.kind).toBe('malformed');
});

test.each([
  ['where nothing is expected', { expects: 'nothing' }],
  ['where the status is an error', { status: 500 }],
] as const)('nothing is a problem %s', (_case, changed) => {
  const { judge, problem } = judged('{', changed);
  expect(judge.answerIsDue).toBe(false);
  expect(problem).toBeUndefined();
});

test('the fields of a row of the stream', () => {
  expect(messageFields(judged('{').read)).toEqual({ message: 'invalid' });
  expect(messageFields(judged('{"jsonrpc":"2.0","method":"n"}').read)).toEqual({
    message: 'notification',
    method: 'n',
  });
  expect(messageFields(judged('{"jsonrpc":"2.0","id":1,"result":{}}').read)).toEqual({ message: 'result' });
});

test('a preview has 240 characters at most and no half character', () => {
  expect(preview('')).toBe('');
  expect(preview('é'.repeat(240))).toBe('é'.repeat(240));
  expect(preview('x'.repeat(241))).toBe('x'.repeat(240));
  expect(preview(`${'x'.repeat(239)}😀`)).toBe('x'.repeat(239));
  expect(preview(`${'x'.repeat(238)}😀y`)).toBe(`${'x'.repeat(238)}😀`);
});

test.each([
  ['[]', /empty batch|no JSON-RPC message/],
  [
    '[{"jsonrpc":"2.0","id":1,"result":{}},7]',
    /^A message of the batch in the answer is JSON, but no JSON-RPC/,
  ],
  ['[[]]', /batch/],
])('a batch with a fault is complained about: %s', (text, message) => {
  const { problem } = judged(text, { batches: true });
  expect(problem?.message).toMatch(message);
});

test('answers on a stream that answers nothing itself say nothing about it', () => {
  const { facts, problem } = judged('{"jsonrpc":"2.0","id":8,"result":{}}', {
    expects: 'nothing',
    requestId: undefined,
  });
  expect(facts).toEqual({});
  expect(problem).toBeUndefined();
  const refused = judged('{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no"}}', {
    expects: 'nothing',
    requestId: undefined,
    status: 400,
  });
  expect(refused.facts).toEqual({ resultType: 'error', errorCode: -32600 });
});

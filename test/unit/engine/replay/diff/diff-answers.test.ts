import { describe, expect, it } from 'vitest';
import { diffAnswers } from '../../../../../engine/replay/diff/diff-answers.ts';
import type { JsonValue } from '../../../../../shared/model/json.ts';

const call = { method: 'tools/call', name: 'basket_get' };
const list = { method: 'tools/list', name: '' };
const tool = (name: string, more: Record<string, JsonValue> = {}) => ({
  name,
  inputSchema: { type: 'object' },
  ...more,
});

describe('diffAnswers', () => {
  it('names status, headers, and what is inside a text by pointer', () => {
    expect(
      diffAnswers(
        {
          status: 200,
          headers: { 'cache-control': 'no-store' },
          result: { content: [{ type: 'text', text: '{"a":1}' }] },
        },
        { status: 500, headers: {}, result: { content: [{ type: 'text', text: '{"a":2}' }] } },
        call,
      ),
    ).toEqual([
      { pointer: '/status', kind: 'changed', left: 200, right: 500 },
      { pointer: '/headers/cache-control', kind: 'removed', left: 'no-store' },
      { pointer: '/result/content/0/text/a', kind: 'changed', left: 1, right: 2 },
    ]);
  });

  it('compares no HTTP where one side has none', () => {
    const result = { a: 1 };
    expect(
      diffAnswers({ status: 200, headers: { 'retry-after': '1' }, result }, { status: 0, result }, call),
    ).toEqual([]);
    expect(diffAnswers({ status: 200, result }, { failureKind: 'refused' }, call)).toEqual([
      { pointer: '/failure', kind: 'added', right: 'refused' },
    ]);
  });

  it('tells an error instead of a result once', () => {
    const error = { code: -32602, message: 'No such basket' };
    expect(diffAnswers({ result: { a: 1 } }, { error }, call)).toEqual([
      { pointer: '/error', kind: 'added', right: error },
    ]);
    expect(diffAnswers({ error }, { result: { a: 1 } }, call)).toEqual([
      { pointer: '/error', kind: 'removed', left: error },
    ]);
    expect(diffAnswers({ error }, { error: { ...error, code: -32603 } }, call)).toEqual([
      { pointer: '/error/code', kind: 'changed', left: -32602, right: -32603 },
    ]);
  });

  it('tells another order of a list once, and one tool more as one difference', () => {
    const left = { result: { tools: [tool('a'), tool('b'), tool('c')] } };
    expect(diffAnswers(left, { result: { tools: [tool('c'), tool('a'), tool('b')] } }, list)).toEqual([
      { pointer: '/result/tools', kind: 'order', left: ['a', 'b', 'c'], right: ['c', 'a', 'b'] },
    ]);
    const more = { result: { tools: [tool('a'), tool('x'), tool('b'), tool('c', { title: 'C' })] } };
    expect(diffAnswers(left, more, list)).toEqual([
      { pointer: '/result/tools/2/title', kind: 'added', right: 'C' },
      { pointer: '/result/tools/1', kind: 'added', right: tool('x') },
    ]);
  });

  it('takes lists of a schema for sets, and others only where a person says so', () => {
    const schema = (required: string[]) => ({
      result: { tools: [{ name: 'a', inputSchema: { required } }] },
    });
    expect(diffAnswers(schema(['x', 'y']), schema(['y', 'x']), list)).toEqual([]);
    expect(diffAnswers(schema(['x', 'y']), schema(['y', 'z']), list)).toHaveLength(2);
    const data = (tags: string[]) => ({ result: { structuredContent: { required: tags } } });
    expect(diffAnswers(data(['x', 'y']), data(['y', 'x']), call)).not.toEqual([]);
    const unordered = [{ method: 'tools/call', pointer: '/result/structuredContent/*' }];
    expect(diffAnswers(data(['x', 'y']), data(['y', 'x']), { ...call, unordered })).toEqual([]);
    const elsewhere = [{ method: 'tools/call', name: 'other', pointer: '/result/structuredContent/*' }];
    expect(diffAnswers(data(['x', 'y']), data(['y', 'x']), { ...call, unordered: elsewhere })).not.toEqual(
      [],
    );
  });

  it('compares notifications as a sequence, whatever the progress', () => {
    const log = (data: string) => ({ method: 'notifications/message', params: { level: 'info', data } });
    const progress = (progress: number) => ({ method: 'notifications/progress', params: { progress } });
    const left = { notifications: [progress(1), log('one'), progress(2), log('two')] };
    expect(diffAnswers(left, { notifications: [log('one'), progress(9), log('two')] }, call)).toEqual([]);
    expect(
      diffAnswers(left, { notifications: [log('one'), log('new'), progress(9), log('two')] }, call),
    ).toEqual([{ pointer: '/notifications/1', kind: 'added', right: log('new') }]);
    expect(diffAnswers(left, { notifications: [log('one'), log('two')] }, call)).toEqual([
      { pointer: '/progress', kind: 'removed', left: true },
    ]);
  });

  it('asks of an earlier poll only whether there is an error', () => {
    const context = { method: 'tasks/get', name: 't-1', compare: 'error' as const };
    expect(
      diffAnswers({ result: { status: 'working' } }, { result: { status: 'completed' } }, context),
    ).toEqual([]);
    expect(
      diffAnswers({ result: { status: 'working' } }, { error: { code: 1 }, status: 404 }, context),
    ).toEqual([{ pointer: '/error', kind: 'added', right: { code: 1 } }]);
  });
});

import { expect, it } from 'vitest';
import { onWrongRequest } from '../../../../../../engine/lint/rules/input/on-wrong-request.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const result = { resultType: 'input_required', requestState: 's' };

it.each(['tools/call', 'prompts/get', 'resources/read', 'com.example/own', 'tasks/get'])(
  'lets %s ask',
  (method) => {
    expect(findingsOf(onWrongRequest, { method, result })).toEqual([]);
  },
);

it.each(['tools/list', 'server/discover', 'completion/complete'])(
  'finds a question in answer to %s',
  (method) => {
    expect(findingsOf(onWrongRequest, { method, result: { tools: [] } })).toEqual([]);
    expect(findingsOf(onWrongRequest, { method, result })).toMatchObject([
      { side: 'server', pointer: 'event:0:/result/resultType' },
    ]);
  },
);

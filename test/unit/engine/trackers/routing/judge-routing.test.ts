import { expect, it } from 'vitest';
import { isRouted, judgeRouting } from '../../../../../engine/trackers/routing/judge-routing.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

it('takes a header for something that the body does not have for no deceit', () => {
  const schema = { properties: { region: { type: 'string', 'x-mcp-header': 'Region' } } };
  const idle = exchange({
    method: 'tools/call',
    params: { name: 'pay', arguments: {} },
    headers: { 'Mcp-Param-Region': 'eu' },
    schema,
    result: { content: [] },
  });
  expect(isRouted(idle)).toBe(true);
  expect(judgeRouting(idle, idle.routing, true)?.verdict).toBe('accepted-missing');
  const lying = exchange({
    method: 'tools/call',
    params: { name: 'pay', arguments: { region: 'us' } },
    headers: { 'Mcp-Param-Region': 'eu' },
    schema,
    result: { content: [] },
  });
  const judged = judgeRouting(lying, lying.routing, true);
  expect(judged?.verdict).toBe('executed-other');
  expect(judged?.says).toContain('believes Region "eu"; the body says Region "us"');
});

it('takes an answer that is too long to be kept for one that is no refusal', () => {
  const call = { method: 'tools/call', params: { name: 'pay' }, headers: { 'Mcp-Name': 'look' } };
  const whole = exchange({ ...call, answerText: '' });
  expect(judgeRouting(whole, whole.routing, true)?.verdict).toBe('unanswered');
  expect(judgeRouting({ ...whole, partial: true }, whole.routing, true)?.verdict).toBe('executed-other');
});

it('takes the refusal of an incomplete _meta for right, which no header can contradict', () => {
  const bare = { meta: {}, status: 400 };
  const refused = exchange({ ...bare, error: { code: -32602 } });
  expect(judgeRouting(refused, refused.routing, true)?.verdict).toBe('refused');
  const otherwise = exchange({ ...bare, error: { code: -32603 } });
  expect(judgeRouting(otherwise, otherwise.routing, true)?.verdict).toBe('refused-otherwise');
});

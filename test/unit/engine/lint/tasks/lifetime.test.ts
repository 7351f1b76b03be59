import { expect, it } from 'vitest';
import { KnownTasks } from '../../../../../engine/lint/tasks/known-tasks.ts';
import { isUnknownEarly } from '../../../../../engine/lint/tasks/lifetime.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';
import { cancels, creates, polls } from '../../../../support/lint/tasks.ts';

function isEarly(before: readonly ExchangeParts[], parts: ExchangeParts): boolean | undefined {
  const tasks = new KnownTasks();
  for (const each of before) tasks.learn(exchange(each));
  const [step] = tasks.steps(exchange(parts));
  return step?.task && isUnknownEarly(step.sighting, step.task);
}

it.each<[string, boolean, ExchangeParts[], ExchangeParts]>([
  ['before its ttl has passed', true, [creates()], polls(59_000, -32602)],
  ['after it', false, [creates()], polls(60_000, -32602)],
  ['without end', true, [polls(0, { ttlMs: null })], polls(90_000, -32602)],
  ['of which nobody knows since when it is', false, [polls(0)], polls(100, -32602)],
  ['asked for before it was handed out', false, [creates()], polls(-15, -32602)],
  ['that is known', false, [creates()], polls(0)],
  ['refused otherwise', false, [creates()], polls(0, -32603)],
  ['that is cancelled', false, [creates()], { ...cancels(0), error: { code: -32602 } }],
])('judges a task %s', (_, expected, before, parts) => {
  expect(isEarly(before, parts)).toBe(expected);
});

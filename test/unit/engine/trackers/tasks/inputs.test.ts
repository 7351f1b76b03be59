import { expect, it } from 'vitest';
import { taskSightings } from '../../../../../engine/lint/tasks/sightings.ts';
import { Inputs } from '../../../../../engine/trackers/tasks/inputs.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';
import { polls, START, updates } from '../../../../support/lint/tasks.ts';

function inputsOf(...all: readonly ExchangeParts[]) {
  const inputs = new Inputs();
  for (const parts of all) {
    const seen = exchange(parts);
    for (const sighting of taskSightings(seen)) inputs.learn(sighting, seen);
  }
  return inputs.list();
}

const asking = (ms: number) =>
  polls(ms, {
    status: 'input_required',
    inputRequests: { name: { method: 'elicitation/create', params: {} } },
  });

it('pairs what is asked with its first answer', () => {
  const answer = { name: { action: 'accept', content: {} } };
  const [input, ...others] = inputsOf(asking(0), asking(100), updates(200, answer), updates(300, answer));
  expect(others).toEqual([]);
  expect(input).toMatchObject({ key: 'name', method: 'elicitation/create', answeredAt: START + 200 });
  expect(input?.askedAt).toBeLessThan(START + 100);
});

it('counts neither refused answers nor answers to nothing', () => {
  const refused = updates(200, { name: {} }, { error: { code: -32602 } });
  const { result: _, ...rest } = refused;
  expect(inputsOf(asking(0), rest)[0]).not.toHaveProperty('answered');
  expect(inputsOf(updates(0, { name: {} }))).toEqual([]);
});

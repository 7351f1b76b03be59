import { expect, it } from 'vitest';
import { readNeighbourhood } from '../../../../../renderer/replay/plan/neighbourhood.ts';
import { fakeBridge, flowOf, Refusal } from '../fake-replay.ts';

const CHAIN = Array.from({ length: 40 }, (_, index) => flowOf(`f${String(index)}`, index + 1, [index + 2]));
const PLAN = { id: 'plan-1', captureId: 'c1' };

function setUp() {
  return fakeBridge({
    'replay.planFlows': ({ step }: { step: number }) => {
      const flows = CHAIN.filter(
        ({ producer, consumers }) =>
          producer.number === step || consumers.some(({ number }) => number === step),
      );
      return { flows, total: flows.length };
    },
    'capture.rows': ({ after }: { after: number }) => ({
      rows: [{ number: after + 1, method: 'tools/call', name: `tool ${String(after + 1)}` }],
      total: 41,
    }),
  });
}

it('goes from a step in both ways until there are enough, and knows the name of each', async () => {
  const { bridge } = setUp();
  const read = await readNeighbourhood(bridge, PLAN, 20, 5);
  if (!read.ok) throw new Error(read.error.message);
  expect([...read.value.steps.keys()].sort((one, other) => one - other)).toEqual([18, 19, 20, 21, 22]);
  expect(read.value.steps.get(18)).toEqual({ number: 18, method: 'tools/call', name: 'tool 18' });
  // What leads out of it has no end there.
  const last = read.value.flows.find(({ producer }) => producer.number === 22);
  expect(last?.consumers).toEqual([]);
});

it('hands on why it could not be read', async () => {
  const { bridge } = fakeBridge({
    'replay.planFlows': () => {
      throw new Refusal('NOT_FOUND', 'The plan is forgotten.');
    },
  });
  const read = await readNeighbourhood(bridge, PLAN, 20, 5);
  expect(read).toMatchObject({ ok: false, error: { message: 'The plan is forgotten.' } });
});

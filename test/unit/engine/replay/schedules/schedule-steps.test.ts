import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../engine/random.ts';
import { scheduleSteps, type Scheduled } from '../../../../../engine/replay/schedules/schedule-steps.ts';
import { SCHEDULE_NAMES, type Schedule, type ScheduleName } from '../../../../../shared/model/replay-run.ts';
import { flow, step } from '../../../../support/replay/planned.ts';

const IDS = ['a', 'b', 'c'];

/** A session of which every third step is held and every second one only reads. */
function plan(seed: number, count = 90): Scheduled {
  const random = createRandom(seed);
  const steps = Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const before = Math.floor(random() * index) + 1;
    const safety = number % 3 === 0 ? 'held' : number % 2 === 0 ? 'safe' : 'repeatable';
    return step({
      ...{ number, safety, client: number % 4, lane: number % 2 },
      kind: safety === 'safe' ? 'read' : 'call',
      after: index > 0 && random() < 0.5 ? [before] : [],
    });
  });
  // Made by steps that may be sent, needed by later ones: two colours suffice.
  const flows = [1, 5, 7, 11].map((from) => flow(from, [from + 12, from + 24, from + 30]));
  return { steps, flows };
}

const all = (name: ScheduleName, ids: readonly string[] = IDS, seed = 7): Schedule =>
  scheduleSteps(plan(seed), { name, seed }, ids);
const placesOf = ({ steps }: Schedule): (readonly string[])[] => steps.map(({ to }) => to);

describe.each(SCHEDULE_NAMES)('%s', (name) => {
  it.each([1, 2, 3])(
    'sends every step that is not held once, after all that it depends on (seed %i)',
    (seed) => {
      const { steps } = scheduleSteps(plan(seed), { name, seed }, IDS);
      const wanted = plan(seed)
        .steps.filter(({ safety }) => safety !== 'held')
        .map(({ number }) => number);
      const numbers = steps.map(({ number }) => number);
      expect(numbers.toSorted((one, other) => one - other)).toEqual(wanted);
      const at = new Map(numbers.map((number, index) => [number, index]));
      for (const { number, after, to } of steps) {
        for (const before of after) expect(at.get(before)).toBeLessThan(at.get(number) ?? 0);
        expect(to.length).toBeGreaterThan(0);
        for (const id of to) expect(IDS).toContain(id);
      }
    },
  );

  it('is the same for the same seed, and says what it does', () => {
    expect(all(name)).toEqual(all(name));
    expect(all(name).choice).toEqual({ name, seed: 7 });
    expect(all(name).says).toMatch(/^[A-Z].*\.$/);
  });

  it('needs an instance', () => {
    expect(() => scheduleSteps(plan(1), { name }, [])).toThrow('at least one instance');
  });
});

it('pins all to one, which may be chosen', () => {
  expect(new Set(placesOf(all('pinned')).flat())).toEqual(new Set(['a']));
  const pinned = scheduleSteps(plan(1), { name: 'pinned', instanceId: 'c' }, IDS);
  expect(new Set(placesOf(pinned).flat())).toEqual(new Set(['c']));
  expect(() => scheduleSteps(plan(1), { name: 'pinned', instanceId: 'x' }, IDS)).toThrow(
    'does not take part',
  );
});

it('takes turns, without a gap where steps are held', () => {
  expect(placesOf(all('round-robin')).slice(0, 5)).toEqual([['a'], ['b'], ['c'], ['a'], ['b']]);
});

it('is random by its seed', () => {
  expect(placesOf(all('random', IDS, 1))).not.toEqual(placesOf(all('random', IDS, 2)));
  expect(new Set(placesOf(all('random')).flat())).toEqual(new Set(IDS));
});

it('fans out what only reads, and sends the rest once, to the first', () => {
  const kinds = new Map(plan(7).steps.map(({ number, safety }) => [number, safety]));
  for (const { number, to } of all('fan-out').steps) {
    expect(to).toEqual(kinds.get(number) === 'safe' ? IDS : ['a']);
  }
});

it.each([2, 3])('never has a value used where it was made, with %i instances', (count) => {
  const ids = IDS.slice(0, count);
  const schedule = all('adversarial', ids);
  const places = new Map(schedule.steps.map(({ number, to }) => [number, to[0]]));
  let checked = 0;
  for (const { producer, consumers } of plan(7).flows) {
    for (const { number } of consumers) {
      if (!places.has(number)) continue;
      checked += 1;
      expect(places.get(number)).not.toBe(places.get(producer.number));
    }
  }
  expect(checked).toBeGreaterThan(3);
  expect(schedule.says).not.toContain('could not');
});

it('says so where steps could not be parted', () => {
  const steps = [1, 2, 3].map((number) => step({ number }));
  const { says } = scheduleSteps({ steps, flows: [flow(1, [2, 3]), flow(2, [3])] }, { name: 'adversarial' }, [
    'a',
    'b',
  ]);
  expect(says).toContain('1 of them could not be parted from all: #3.');
});

it('swaps what is independent, and leaves each step where round robin has it', () => {
  const [reorder, turns] = [all('reorder'), all('round-robin')];
  expect(reorder.steps.map(({ number }) => number)).not.toEqual(turns.steps.map(({ number }) => number));
  const places = new Map(turns.steps.map(({ number, to }) => [number, to]));
  for (const { number, to } of reorder.steps) expect(to).toEqual(places.get(number));
});

it('takes one instance down half-way, and sends nothing there any more', () => {
  const { steps, down } = all('failover');
  expect(down?.instanceId).toBe('c');
  const before = steps.filter(({ number }) => number < (down?.beforeStep ?? 0));
  const after = steps.filter(({ number }) => number >= (down?.beforeStep ?? 0));
  expect(before.flatMap(({ to }) => to)).toContain('c');
  expect(new Set(after.flatMap(({ to }) => to))).toEqual(new Set(['a', 'b']));
  const chosen = scheduleSteps(plan(1), { name: 'failover', instanceId: 'a', beforeStep: 10 }, IDS);
  expect(chosen.down).toEqual({ instanceId: 'a', beforeStep: 10 });
  expect(() => scheduleSteps(plan(1), { name: 'failover' }, ['a'])).toThrow('at least two instances');
});

it('takes an instance down before the next step that is sent, and none where no step follows', () => {
  const held = plan(1).steps.find(({ safety }) => safety === 'held')?.number ?? 0;
  const next = plan(1).steps.find(({ number, safety }) => number > held && safety !== 'held')?.number;
  expect(next).toBeGreaterThan(held);
  const { down } = scheduleSteps(plan(1), { name: 'failover', beforeStep: held }, IDS);
  expect(down?.beforeStep).toBe(next);
  const none = scheduleSteps(plan(1), { name: 'failover', beforeStep: 1_000_000 }, IDS);
  expect(none).not.toHaveProperty('down');
  expect(none.says).toContain('none goes down');
});

it('leaves each client of the recording on one instance', () => {
  const clients = new Map(plan(7).steps.map(({ number, client }) => [number, client]));
  const places = new Map<number | undefined, string | undefined>();
  for (const { number, to } of all('legacy-sticky').steps) {
    const client = clients.get(number);
    expect(to).toEqual([places.get(client) ?? to[0]]);
    places.set(client, to[0]);
  }
  expect(new Set(places.values())).toEqual(new Set(IDS));
});

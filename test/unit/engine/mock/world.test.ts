import { describe, expect, it } from 'vitest';
import { RecordingIndex, type SameRequests } from '../../../../engine/mock/recording-index.ts';
import type { RecordedRequest } from '../../../../engine/mock/recorded-request.ts';
import { nameOf, requestKey } from '../../../../engine/mock/request-key.ts';
import { MockWorld, type Given } from '../../../../engine/mock/world.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import { flow } from '../../../support/replay/planned.ts';
import { flowsOf, recorded, step } from '../../../support/mock/recorded.ts';

const B1 = 'bsk_11aa22bb33cc';
const B2 = 'bsk_55dd66ee77ff';

// Two baskets are made; the first one is looked at, filled, and looked at again, twice.
const REQUESTS: readonly RecordedRequest[] = [
  recorded(1, { name: 'basket_create' }),
  recorded(2, { name: 'basket_get', arguments: { basketId: B1 } }),
  recorded(3, { name: 'basket_add', arguments: { basketId: B1 } }),
  recorded(4, { name: 'basket_get', arguments: { basketId: B1 } }),
  recorded(5, { name: 'basket_create' }),
  recorded(6, { name: 'basket_get', arguments: { basketId: B1 } }),
  recorded(7, { name: 'catalog_list' }),
  recorded(8, { name: 'catalog_list' }),
];
const FLOWS = flowsOf(
  [
    step(1, 'basket_create', 'held'),
    step(2, 'basket_get', 'held'),
    step(3, 'basket_add', 'held'),
    step(4, 'basket_get', 'held'),
    step(5, 'basket_create', 'held'),
    step(6, 'basket_get', 'held'),
    step(7, 'catalog_list', 'safe'),
    step(8, 'catalog_list', 'safe'),
  ],
  [
    flow(1, [2, 3, 4, 6], {
      id: 'first',
      value: B1,
      producer: { number: 1, pointer: '/result/structuredContent/basketId' },
      consumers: [2, 3, 4, 6].map((number) => ({ number, pointer: '/params/arguments/basketId' })),
    }),
    flow(5, [], {
      id: 'second',
      value: B2,
      producer: { number: 5, pointer: '/result/structuredContent/basketId' },
      consumers: [{ number: 99, pointer: '/params/arguments/basketId' }],
    }),
  ],
);

class Client {
  readonly world = new MockWorld(FLOWS);
  readonly #index: RecordingIndex;

  constructor(requests: readonly RecordedRequest[] = REQUESTS) {
    this.#index = new RecordingIndex(requests);
  }

  ask(params: JsonObject): Given {
    const understood = this.world.understand(params);
    const same = this.#index.same(
      'modern',
      'tools/call',
      nameOf(understood.params),
      requestKey('tools/call', understood.params),
    );
    const given = this.world.give(same as SameRequests, understood.lives);
    this.world.done(given);
    return given;
  }

  /** How often this is asked until somebody is told what it waits for, and for what. */
  untilTold(params: JsonObject): readonly [times: number, waitsFor: number | undefined] {
    for (let times = 1; times <= 20; times += 1) {
      const { waitsFor } = this.ask(params);
      if (waitsFor !== undefined) return [times, waitsFor];
    }
    return [20, undefined];
  }

  /** Number of the recorded answer. */
  number(params: JsonObject): number {
    return this.ask(params).request.number;
  }

  create(): string {
    const { request, lives } = this.ask({ name: 'basket_create' });
    const value = request.number === 1 ? B1 : B2;
    return this.world.dress({ basketId: value }, lives)['basketId'] as string;
  }

  get(basketId: string): number {
    return this.number({ name: 'basket_get', arguments: { basketId } });
  }

  add(basketId: string): number {
    return this.number({ name: 'basket_add', arguments: { basketId } });
  }
}

describe('MockWorld', () => {
  it('gives several answers to one request in their order, the last one again', () => {
    const client = new Client();
    const numbers = [1, 2, 3, 4].map(() => client.number({ name: 'catalog_list' }));
    expect(numbers).toEqual([7, 8, 8, 8]);
    expect(client.ask({ name: 'catalog_list' }).repeated).toBe(true);
  });

  it('gives the recorded values first, then fresh ones, each with a life of its own', () => {
    const client = new Client();
    const made = [client.create(), client.create(), client.create(), client.create()];
    expect(made.slice(0, 2)).toEqual([B1, B2]);
    expect(new Set(made).size).toBe(4);
    for (const id of made) expect(id).toMatch(/^bsk_[0-9a-f]{12}$/);
  });

  it('waits with what came after a change until the client has made that change', () => {
    const client = new Client();
    client.create();
    expect([client.get(B1), client.get(B1), client.get(B1)]).toEqual([2, 2, 2]);
    expect(client.add(B1)).toBe(3);
    expect([client.get(B1), client.get(B1), client.get(B1)]).toEqual([4, 6, 6]);
  });

  it('goes at once to what came after a change that the client makes early', () => {
    const client = new Client();
    client.create();
    client.add(B1);
    expect(client.get(B1)).toBe(4);
  });

  it('knows recorded values that a test has written down', () => {
    expect(new Client().get(B1)).toBe(2);
  });

  it('understands a fresh value where it was the recorded one, and answers with it', () => {
    const flows = flowsOf(
      [step(1, 'basket_create', 'held'), step(2, 'basket_get', 'safe')],
      [
        flow(1, [2], {
          id: 'only',
          value: B1,
          producer: { number: 1, pointer: '/result/structuredContent/basketId' },
          consumers: [{ number: 2, pointer: '/params/arguments/basketId' }],
        }),
      ],
    );
    const world = new MockWorld(flows);
    const index = new RecordingIndex(REQUESTS.slice(0, 2));
    const creating = index.named('modern', 'tools/call', 'basket_create')[0] as SameRequests;
    world.give(creating, []);
    const again = world.give(creating, []);
    const id = world.dress({ id: `Basket ${B1} is made.` }, again.lives)['id'] as string;
    const fresh = /bsk_[0-9a-f]+/.exec(id)?.[0] ?? '';
    expect(fresh).not.toBe(B1);
    const understood = world.understand({ name: 'basket_get', arguments: { basketId: fresh } });
    expect(understood.params).toEqual({ name: 'basket_get', arguments: { basketId: B1 } });
    expect(understood.lives).toHaveLength(1);
    expect(world.dress({ basketId: B1 }, understood.lives)).toEqual({ basketId: fresh });
  });

  it('holds a stream’s message back until what came before it was changed', () => {
    const client = new Client();
    const stream = recorded(1, {}, { answer: 'stream' });
    const startOf = (number: number): number => 1_000 * number;
    expect(client.world.gateAt(stream, 2_500, [], startOf)).toBeUndefined();
    const gate = client.world.gateAt(stream, 3_500, [], startOf);
    expect(gate?.number).toBe(3);
    let changes = 0;
    const stop = client.world.onChange(() => (changes += 1));
    client.get(B1);
    expect([changes, gate && client.world.isPassed(gate)]).toEqual([0, false]);
    client.add(B1);
    expect([changes, gate && client.world.isPassed(gate)]).toEqual([1, true]);
    stop();
    client.add(B1);
    expect(changes).toBe(1);
  });
});

describe('what is asked in vain', () => {
  const look = { name: 'basket_get', arguments: { basketId: B1 } };

  it('is told once, with the change that is missing, and not where that has come', () => {
    const client = new Client();
    client.ask({ name: 'basket_create' });
    // Once as recorded, and five times more.
    expect(client.untilTold(look)).toEqual([6, 3]);
    expect(client.untilTold(look)).toEqual([20, undefined]);
    client.ask({ name: 'basket_add', arguments: { basketId: B1 } });
    expect(client.untilTold(look)).toEqual([20, undefined]);
  });

  it('is told at once where the answer is one from behind the change, as nobody had asked before it', () => {
    const requests = REQUESTS.filter(({ number }) => number !== 2);
    const client = new Client(requests);
    client.ask({ name: 'basket_create' });
    expect(client.ask(look)).toMatchObject({ request: { number: 4 }, waitsFor: 3, ahead: true });
    expect(client.ask(look)).not.toHaveProperty('waitsFor');
    client.ask({ name: 'basket_add', arguments: { basketId: B1 } });
    expect(client.ask(look)).not.toHaveProperty('ahead');
  });

  it('is nothing that no change would answer otherwise', () => {
    expect(new Client().untilTold({ name: 'catalog_list' })).toEqual([20, undefined]);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import type { ReadyInstance } from '../../../../engine/client/channel.ts';
import { readTaskReply } from '../../../../engine/tasks/durability-answers.ts';
import type { Asked, Asker } from '../../../../engine/tasks/durability-asker.ts';
import type { InstanceControl } from '../../../../engine/instances/instance-control.ts';
import type { DurabilityTimes } from '../../../../engine/tasks/durability-check.ts';
import { runDurability } from '../../../../engine/tasks/durability-run.ts';
import { outcomeOf } from '../../../../engine/tasks/durability-verdicts.ts';
import type { DurabilityCell, DurabilityStep, DurabilityWish } from '../../../../shared/model/durability.ts';
import { DEFAULT_CLIENT_SETTINGS } from '../../../../shared/model/input.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import { createTaskWorld, type TaskWorld, type TaskWorldOptions } from '../../../support/task-fleet.ts';

const NAMES = ['alpha', 'beta', 'gamma'];
const QUICK: DurabilityTimes = {
  pollLeastMs: 1,
  pollMostMs: 5,
  pollDefaultMs: 1,
  laterMs: 10,
  inputMs: 10,
  seenMs: 10,
  ttlWaitMs: 1_000,
  ttlSlackMs: 20,
};
const NOBODY: InstanceControl = {
  canTakeDown: () => false,
  takeDown: () => Promise.reject(new Error('nobody may be taken down')),
  bringUp: () => Promise.reject(new Error('nobody is down')),
};

/** Asks the world itself; `down` answers nothing. */
function askerOf(world: TaskWorld, signal: AbortSignal, down: ReadonlySet<string>): Asker {
  let number = 0;
  const ask = (target: ReadyInstance, method: string, params: JsonObject): Promise<Asked> => {
    signal.throwIfAborted();
    number += 1;
    const { id } = target.instance;
    const ref = { captureId: 'c', number };
    const answer = down.has(id) ? undefined : world.answer(NAMES.indexOf(id), method, params);
    if (!answer) {
      return Promise.resolve({ ref, answer: { kind: 'none', why: `${id} does not answer.` } });
    }
    const message = JSON.parse(JSON.stringify(answer)) as JsonObject;
    return Promise.resolve({ ref, answer: readTaskReply({ answer: message, status: 200 }) });
  };
  return {
    call: (target, { tool, args }) => ask(target, 'tools/call', { name: tool, arguments: args }),
    get: (target, { taskId }) => ask(target, 'tasks/get', { taskId }),
    update: (target, { taskId }, inputResponses) => ask(target, 'tasks/update', { taskId, inputResponses }),
    cancel: (target, { taskId }) => ask(target, 'tasks/cancel', { taskId }),
  };
}

interface Made {
  readonly cells: readonly DurabilityCell[];
  readonly world: TaskWorld;
  readonly verdict: string;
  readonly says: string;
  /** "ok ok violated" of one step, in the order of the instances; `-` where it asks nothing. */
  readonly line: (step: DurabilityStep) => string;
  readonly of: (step: DurabilityStep, instance: string) => string;
}

async function make(
  options: TaskWorldOptions & {
    readonly wish?: Partial<DurabilityWish>;
    readonly instances?: number;
    /** Takes the creator down, so that it answers nothing. */
    readonly mayTakeDown?: boolean;
    /** Instead of what takes it down and brings it up. */
    readonly control?: Partial<InstanceControl>;
    readonly onDoing?: (doing: string, abort: AbortController) => void;
    readonly onStep?: (step: DurabilityStep, abort: AbortController) => void;
  } = {},
): Promise<Made> {
  const world = createTaskWorld(options);
  const ids = NAMES.slice(0, options.instances ?? 3);
  const cells: DurabilityCell[] = [];
  const down = new Set<string>();
  const abort = new AbortController();
  const control: InstanceControl = options.mayTakeDown
    ? {
        canTakeDown: () => true,
        takeDown: (id) => Promise.resolve(void down.add(id)),
        bringUp: (id) => Promise.resolve(void down.delete(id)),
        ...options.control,
      }
    : NOBODY;
  await runDurability({
    wish: {
      instanceIds: ids,
      tool: 'approve',
      args: {},
      cancelWork: { tool: 'forever', args: {} },
      ...options.wish,
    },
    ids,
    target: (id) => ({ instance: { id, name: id, url: `http://${id}/`, headers: [] }, headers: [] }),
    nameOf: (id) => id,
    settings: () => DEFAULT_CLIENT_SETTINGS,
    control,
    asker: askerOf(world, abort.signal, down),
    tidier: askerOf(world, new AbortController().signal, down),
    signal: abort.signal,
    times: QUICK,
    news: {
      step: (step) => options.onStep?.(step, abort),
      doing: (doing) => options.onDoing?.(doing, abort),
      cell: (cell) => cells.push(cell),
      task: () => undefined,
    },
  }).catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  const at = (step: DurabilityStep, id: string): DurabilityCell | undefined => {
    const found = cells.filter((cell) => cell.step === step && cell.instanceId === id);
    expect(found.length, `${step} ${id}`).toBeLessThan(2);
    return found[0];
  };
  return {
    cells,
    world,
    ...outcomeOf(
      cells,
      ids.map((id) => ({ id, name: id })),
    ),
    line: (step) => ids.map((id) => at(step, id)?.verdict ?? '-').join(' '),
    of: (step, id) => at(step, id)?.says ?? '',
  };
}

describe('a fleet that shares its tasks', () => {
  it('gets a clean matrix', async () => {
    const made = await make({ ttlMs: 60_000, mayTakeDown: true });
    expect(made.verdict).toBe('holds');
    expect(made.says).toBe(
      'Every instance knows the tasks that alpha hands out. Not applicable: “After its ttl”.',
    );
    expect(made.line('create')).toBe('ok - -');
    for (const step of [
      'get-at-once',
      'get-later',
      'unknown-id',
      'update',
      'cancel',
      'creator-down',
    ] as const) {
      expect(made.line(step), step).toBe('ok ok ok');
    }
    expect(made.of('update', 'beta')).toContain('It took the answers to “who”. It knows the task after that');
    expect(made.of('cancel', 'gamma')).toContain('It took the wish to cancel.');
    expect(made.of('after-ttl', 'beta')).toBe('The ttl is 60 s, and the check waits 1 s at most.');
  });

  it('has each cell’s exchanges beside it, the request before what it led to', async () => {
    const { cells } = await make();
    for (const { step, verdict, exchanges } of cells) {
      expect(exchanges.length > 0, step).toBe(verdict !== 'not-applicable');
      const numbers = exchanges.map(({ number }) => number);
      expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
    }
  });

  it('declines what would ask a person, and takes a responder where one is named', async () => {
    const sent = (world: TaskWorld): unknown =>
      world.calls.find(({ method }) => method === 'tasks/update')?.params['inputResponses'];
    expect(sent((await make()).world)).toEqual({ who: { action: 'decline' } });
    const made = await make({ wish: { respond: { elicitation: { mode: 'accept' } } } });
    expect(sent(made.world)).toEqual({ who: { action: 'accept', content: { name: 'Ann' } } });
  });

  it('updates without answers where nothing is asked for, or nobody can answer it', async () => {
    const silent = await make({ wish: { inputWork: { tool: 'report', args: {} } } });
    expect(silent.line('update')).toBe('ok ok ok');
    expect(silent.of('update', 'beta')).toContain(
      'It took an update without answers. The tool asked for nothing.',
    );
    const model = await make({ wish: { inputWork: { tool: 'ask_model', args: {} } } });
    expect(model.line('update')).toBe('ok ok ok');
    expect(model.of('update', 'beta')).toContain('It asks for “who”, and no responder is set that answers.');
  });

  it('leaves nothing running', async () => {
    const { world } = await make();
    expect(world.calls.filter(({ method }) => method === 'tools/call')).toHaveLength(3);
    expect(world.running()).toEqual([]);
  });

  it('may forget a task after its ttl', async () => {
    const made = await make({ ttlMs: 40, wish: { tool: 'report' } });
    expect(made.line('after-ttl')).toBe('ok ok ok');
    expect(made.of('after-ttl', 'alpha')).toBe('It has forgotten the task, as it may by now.');
  });

  it('has its creator asked again once that is up, and only what runs here taken down', async () => {
    const made = await make({ mayTakeDown: true });
    expect(made.of('creator-down', 'beta')).toContain('while alpha was down');
    expect(made.of('creator-down', 'alpha')).toContain('when it was up again');
    const other = await make();
    expect(other.line('creator-down')).toBe('not-applicable not-applicable not-applicable');
    expect(other.verdict).toBe('holds');
  });

  it('can be one address alone', async () => {
    const made = await make({ instances: 1, mayTakeDown: true });
    expect(made.verdict).toBe('holds');
    expect(made.line('cancel')).toBe('ok');
  });
});

describe('a violation', () => {
  it('of tasks that live in their creator’s memory is found by every step', async () => {
    const made = await make({ faults: { lost: true }, mayTakeDown: true });
    expect(made.verdict).toBe('violated');
    for (const step of ['get-at-once', 'get-later', 'update', 'cancel', 'creator-down'] as const) {
      expect(made.line(step), step).toBe('ok violated violated');
    }
    expect(made.line('unknown-id')).toBe('ok ok ok');
    expect(made.of('update', 'beta')).toBe(
      'It answers the error -32602 (Task not found) to the answers to “who”, which alpha, the creator, takes.',
    );
    expect(made.says).toMatch(
      /^Violated in “Get at once”, .* and “Creator down”, on beta and gamma\. beta: It does not know/,
    );
    expect(made.world.running()).toEqual([]);
  });

  it('of a handle that is handed out early is told from one of tasks that are lost', async () => {
    const made = await make({ faults: { early: true } });
    expect(made.line('get-at-once')).toBe('ok violated violated');
    expect(made.line('get-later')).toBe('ok ok ok');
    expect(made.of('get-later', 'beta')).toContain('It was handed out before it could be read here.');
  });

  it('of an instance that does not hear what became of a task', async () => {
    const made = await make({ faults: { stale: 0 } });
    expect(made.line('update')).toBe('violated ok ok');
    expect(made.of('update', 'alpha')).toMatch(
      /^It still asks for “who”, [\d.]+ s after beta had taken the answers\.$/,
    );
    expect(made.line('cancel')).toBe('violated ok ok');
    expect(made.of('cancel', 'alpha')).toContain('still tells that it runs, and beta that it has ended');
  });

  it('of another error for a task that is not there, also after the ttl', async () => {
    const made = await make({ faults: { notFoundCode: -32001 }, ttlMs: 40, wish: { tool: 'report' } });
    expect(made.line('unknown-id')).toBe('violated violated violated');
    expect(made.of('unknown-id', 'alpha')).toContain(
      'the answer for a task that is not there is the error -32602',
    );
    expect(made.line('after-ttl')).toBe('violated violated violated');
  });

  it('of a task that is another one elsewhere', async () => {
    const made = await make({ faults: { ownTimes: true } });
    expect(made.line('get-at-once')).toBe('ok violated violated');
    expect(made.of('get-at-once', 'beta')).toContain('It tells of another task of this id');
  });
});

describe('what cannot be told', () => {
  it('ends the check where the tool makes no task', async () => {
    const made = await make({ wish: { tool: 'quick' } });
    expect(made.cells).toHaveLength(1);
    expect(made.line('create')).toBe('not-reached - -');
    expect(made.of('create', 'alpha')).toBe(
      'quick was done at once, without a task: choose a tool that hands out tasks.',
    );
    expect(made.verdict).toBe('not-reached');
  });

  it('ends it where nobody answers', async () => {
    const made = await make({ faults: { deaf: true } });
    expect(made.says).toBe('Not known in full, as “Create” could not be made: alpha: alpha does not answer.');
  });

  it('is no violation where the creator refuses the same', async () => {
    const made = await make({ faults: { refusesAll: true } });
    expect(made.line('update')).toBe('- not-reached -');
    expect(made.line('cancel')).toBe('- - not-applicable');
    expect(made.of('update', 'beta')).toContain('and alpha, the creator, takes it no more');
    expect(made.verdict).toBe('not-reached');
  });

  it('is what becomes of a creator that does not come up again, and no violation', async () => {
    const gone = (): Promise<void> => Promise.reject(new AppError('IO', 'alpha did not answer.'));
    const stays = await make({ mayTakeDown: true, control: { bringUp: gone } });
    expect(stays.line('creator-down')).toBe('not-reached ok ok');
    expect(stays.of('creator-down', 'alpha')).toBe('alpha did not answer.');
    expect(stays.verdict).toBe('not-reached');
    const up = await make({ mayTakeDown: true, control: { takeDown: gone } });
    expect(up.line('creator-down')).toBe('not-reached - -');
  });

  it('lets the creator up again where the check is cancelled while it is down', async () => {
    const bringUp = vi.fn<InstanceControl['bringUp']>(() => Promise.resolve());
    const made = await make({
      mayTakeDown: true,
      onDoing: (doing, abort) => {
        if (doing === 'asking the others while alpha is down') abort.abort();
      },
      control: { bringUp },
    });
    expect(made.line('creator-down')).toBe('- - -');
    expect(bringUp.mock.calls).toEqual([['alpha']]);
  });

  it('tidies up where the check is cancelled', async () => {
    const made = await make({
      onStep: (step, abort) => {
        if (step === 'unknown-id') abort.abort();
      },
    });
    expect(made.line('get-later')).toBe('ok ok ok');
    expect(made.line('update')).toBe('- - -');
    expect(made.world.running()).toEqual([]);
  });
});

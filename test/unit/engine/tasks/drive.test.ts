import { describe, expect, it } from 'vitest';
import { Drive, type DriveServices } from '../../../../engine/tasks/drive.ts';
import { plainBase } from '../../../../engine/tasks/task-drafts.ts';
import { begin } from '../../../../engine/tasks/task-course.ts';
import { DEFAULT_CLIENT_SETTINGS } from '../../../../shared/model/input.ts';
import { BY, seen } from './samples.ts';

const MESSAGE = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  result: {
    resultType: 'complete',
    taskId: 't',
    status: 'working',
    createdAt: '2026-11-23T12:00:00Z',
    lastUpdatedAt: '2026-11-23T12:00:00Z',
    ttlMs: null,
    pollIntervalMs: 50,
  },
});

/** Where the one message of that body stands. */
const WHOLE = { kind: 'json', offset: 0, length: MESSAGE.length, message: 'response' };

/** Everything around a drive: each poll is answered with a task that works on. */
function around(settings: (polls: number) => typeof DEFAULT_CLIENT_SETTINGS) {
  let polls = 0;
  const bugs: unknown[] = [];
  const third = Promise.withResolvers<undefined>();
  const services = {
    client: {
      send: () => {
        polls += 1;
        if (polls === 3) third.resolve(undefined);
        return Promise.resolve({ captureId: BY.captureId, number: polls + 1 });
      },
      whenSettled: () => Promise.resolve([]),
      cancel: () => false,
    },
    captures: {
      recording: () => ({ captureId: BY.captureId }),
      detail: () =>
        Promise.resolve({
          row: { instanceName: 'alpha' },
          request: { body: { text: '{"id":1}' } },
          response: { status: 200, headers: [['content-type', 'application/json']] },
        }),
      body: () => Promise.resolve(new TextEncoder().encode(MESSAGE)),
      events: () => Promise.resolve({ events: [WHOLE], total: 1 }),
    },
    instances: { all: () => [{ id: 'a', name: 'alpha' }], ready: () => ({ instance: { id: 'a' } }) },
    fleets: () => [],
    settings: () => settings(polls),
    onChange: () => undefined,
    onBug: (error: unknown) => bugs.push(error),
    now: () => Date.now(),
  } as unknown as DriveServices;
  return { services, bugs, third: third.promise, polls: () => polls };
}

function drive(services: DriveServices): Drive {
  return new Drive(
    {
      id: 'd',
      taskId: 't',
      tool: 'work',
      created: BY,
      creator: { instanceId: 'a', instanceName: 'alpha' },
      base: plainBase({ info: { name: 'hopscope', version: '1' }, capabilities: {} }),
      origin: 'composer',
    },
    { course: begin(seen({ pollIntervalMs: 50 })), members: ['a'] },
    services,
  );
}

describe('a task that is driven', () => {
  it('is asked for again also after a round in which Hopscope made a mistake of its own', async () => {
    const bug = new Error('a bug');
    const { services, bugs, third } = around((polls) => {
      if (polls === 1) throw bug;
      return DEFAULT_CLIENT_SETTINGS;
    });
    const driven = drive(services);
    driven.start();
    await third;
    await driven.close();
    expect(bugs).toEqual([bug]);
  });

  it('is asked for no more once it is closed, whatever its last round did', async () => {
    const { services, polls, bugs } = around((made) => {
      if (made > 0) void driven.close();
      if (made > 0) throw new Error('a bug');
      return DEFAULT_CLIENT_SETTINGS;
    });
    const driven = drive(services);
    driven.start();
    await expect.poll(() => bugs.length).toBe(1);
    await driven.close();
    expect(polls()).toBe(1);
    expect(driven.view().nextPollAt).toBeUndefined();
  });
});

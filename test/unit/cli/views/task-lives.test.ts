import { expect, it } from 'vitest';
import { createPaint } from '../../../../cli/output/paint.ts';
import { taskLivesText, type TaskLives } from '../../../../cli/views/task-lives.ts';
import type { TaskLife } from '../../../../shared/model/task.ts';

const plain = createPaint(false);

function life(part: Partial<TaskLife> = {}): TaskLife {
  return {
    key: 'k',
    taskId: 't-1',
    legacy: false,
    tool: 'render_report',
    client: 'c',
    clientName: 'hopscope',
    creator: { number: 1, at: 1_000, instanceId: 'a' },
    ttlMs: 60_000,
    ttlChanges: [],
    status: 'completed',
    firstAt: 1_000,
    lastAt: 4_000,
    phases: [
      { status: 'working', from: 1_000, to: 2_500 },
      { status: 'input_required', from: 2_500, to: 4_000 },
      { status: 'completed', from: 4_000 },
    ],
    marks: [],
    marksLeftOut: 0,
    polls: 4,
    earlyPolls: 0,
    inputs: [
      { key: 'who', method: 'elicitation/create', asked: 3, askedAt: 2_500, answered: 4, answeredAt: 3_000 },
      { key: 'why', method: 'elicitation/create', asked: 3, askedAt: 2_500 },
    ],
    outcome: { number: 6, kind: 'result' },
    unknownOn: [],
    instances: ['a'],
    rules: {},
    ...part,
  };
}

const lives = (...all: readonly TaskLife[]): TaskLives => ({
  instances: [
    { id: 'a', name: 'alpha' },
    { id: 'b', name: 'beta' },
  ],
  total: all.length,
  lives: all,
});

it('has a line a task with each status as long as it was seen', () => {
  expect(taskLivesText(lives(life()), plain))
    .toBe(`task  tool           made on  status     life                                              polls  asked     ttl
t-1   render_report  alpha    completed  working 1.50 s, input_required 1.50 s, completed      4    1/2  60.0 s

1 task
`);
});

it('says what is wrong with one, by the names of the instances', () => {
  const text = taskLivesText(
    lives(
      life({
        unknownOn: [
          { instanceId: 'b', number: 5 },
          { instanceId: 'b', number: 7 },
        ],
        rules: { 'task.unknown-elsewhere': 2 },
        earlyPolls: 1,
        cancelAskedAt: 3_000,
        outcome: { number: 6, kind: 'tool-error' },
        legacy: true,
      }),
    ),
    plain,
  );
  expect(text).toContain('legacy: to be migrated; cancel asked; 1 early poll; the tool failed');
  expect(text).toContain('\n  unknown on beta in #5 and 1 more\n  findings: task.unknown-elsewhere ×2\n');
});

it('says of a task that still runs how long it was seen, and of one that began before that it did', () => {
  const { creator: _before, ...running } = life({
    status: 'working',
    phases: [{ status: 'working', from: 1_000 }],
    ttlMs: null,
  });
  const [, line] = taskLivesText(lives(running), plain).split('\n');
  expect(line).toContain('(before)  working  working 3.00 s');
  expect(line).toContain('none');
});

it('blames nobody for an id that nobody handed out', () => {
  const {
    creator: _none,
    status: _never,
    ...nobodys
  } = life({ phases: [], unknownOn: [{ instanceId: 'b', number: 5 }] });
  const coloured = taskLivesText(lives(nobodys), createPaint(true));
  expect(coloured).toContain('(nobody)');
  expect(coloured).not.toContain('\u001b[31m');
});

it('says that there are none, and how many it leaves out', () => {
  expect(taskLivesText(lives(), plain)).toBe('There are no tasks in this capture.\n');
  const many = lives(...Array.from({ length: 201 }, (_, at) => life({ taskId: `t-${String(at)}` })));
  expect(taskLivesText(many, plain)).toContain('201 tasks, 1 of them not shown');
});

import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { addTasksCheck } from '../tasks/check.ts';
import { readTaskLives, taskLivesText } from '../views/task-lives.ts';
import { addCaptureView } from '../views/view-capture.ts';

/** The lives of tasks in a capture; `tasks check` asks a fleet. */
export function addTasks(program: Command, context: CommandContext): void {
  const command = addCaptureView(program, context, {
    name: 'tasks',
    description: 'the tasks of a recording, from creation to end; "tasks check" asks a fleet',
    help: `Each task has one line, whoever drove it: where it was made, each status as long as it was seen, polls, and findings.
A capture that is called check is written ./check.`,
    read: readTaskLives,
    text: taskLivesText,
  });
  addTasksCheck(command, context);
}

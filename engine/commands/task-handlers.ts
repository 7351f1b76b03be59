import type { TaskDriver } from '../tasks/driver.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on tasks that Hopscope drives. */
export function taskHandlers({ tasks }: { readonly tasks: TaskDriver }): HandlersOf<'task'> {
  return {
    'task.list': () => tasks.list(),
    'task.drive': (ref) => tasks.drive(ref),
    'task.control': (control) => tasks.control(control),
    'task.answer': (answer) => tasks.answer(answer),
  };
}

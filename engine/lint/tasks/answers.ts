import { digest } from '../digest.ts';
import type { SeenExchange } from '../seen-exchange.ts';
import type { AskedKey, KnownTask } from './known-tasks.ts';

/** Why an answer is to nothing that is open. */
export type AnswerFault =
  { readonly kind: 'again'; readonly by: NonNullable<AskedKey['answered']> } | { readonly kind: 'unasked' };

/**
 * What is wrong with an answer to this key in a tasks/update. Undefined where it is open, and where that is not certain:
 * a task that began before the recording may have asked anything, and so may a stream that is not read yet while the task
 * is not known to wait for input.
 */
export function answerFault(
  task: KnownTask,
  key: string,
  { startedAt }: Pick<SeenExchange, 'startedAt'>,
): AnswerFault | undefined {
  const known = task.keys.get(digest(key));
  if (known?.answered)
    return known.answered.at <= startedAt ? { kind: 'again', by: known.answered } : undefined;
  if (known || !task.creation || task.hasMoreKeys) return undefined;
  const { latest } = task;
  const isWaiting = latest?.status === 'input_required' && latest.at <= startedAt;
  return isWaiting ? { kind: 'unasked' } : undefined;
}

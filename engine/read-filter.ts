import { parseFilter } from '../shared/filter/parse.ts';
import type { FilterNode } from '../shared/model/filter.ts';
import { AppError } from './app-error.ts';

/** Throws AppError BAD_INPUT where the text is no filter: `details.problem` is a FilterProblem. Pure. */
export function readFilter(text: string): FilterNode {
  const reading = parseFilter(text);
  if (reading.ok) return reading.filter;
  const { problem } = reading;
  throw new AppError('BAD_INPUT', `The filter cannot be read: ${problem.message}`, { problem });
}

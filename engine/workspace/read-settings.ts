import type * as z from 'zod';
import { AppError } from '../app-error.ts';

/**
 * A value held against a schema: what came out has its keys in the schema's order and no other keys. Throws AppError
 * BAD_INPUT that names the place; `what` begins the sentence.
 */
export function readSettings<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const { path, message } = firstIssue(read.error);
  const place = path.length === 0 ? '' : ` at ${path.map(String).join('.')}`;
  throw new AppError('BAD_INPUT', `${what} cannot be used${place}: ${message}.`);
}

/** Where something is wrong first, and what: the end of a sentence. */
export function firstIssue({ issues }: z.ZodError): {
  readonly path: readonly PropertyKey[];
  readonly message: string;
} {
  const [issue] = issues;
  if (!issue) return { path: [], message: 'it is not what belongs here' };
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'kind') {
    return { path: issue.path, message: 'there is no such kind' };
  }
  return { path: issue.path, message: issue.message.replace(/^Invalid input: /, '').replace(/\.$/, '') };
}

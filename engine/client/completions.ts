import type { Completion, CompletionTarget } from '../../shared/model/completion.ts';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import type { ReadyInstance } from './channel.ts';
import type { Client } from './client.ts';
import { plainDraft, type ClientDeclaration } from './list-all.ts';
import { resultOf } from './read-answer.ts';

/** One question: what the argument `name` may be that begins with `value`. */
export interface CompletionQuestion {
  readonly ref: CompletionTarget;
  readonly argument: { readonly name: string; readonly value: string };
  /** Arguments that are filled in already. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Asks one instance by one exchange. What the server does wrong is in `problem`; rejects with AppError where nothing
 * can leave. Source: https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/completion
 */
export async function completeArgument(
  { ref, argument, context }: CompletionQuestion,
  target: ReadyInstance,
  parts: { readonly client: Client; readonly declaration: () => ClientDeclaration; readonly origin: Origin },
): Promise<Completion> {
  const params: JsonObject = {
    ref: { ...ref },
    argument: { ...argument },
    ...(Object.keys(context).length > 0 && { context: { arguments: context } }),
  };
  const draft = plainDraft('completion/complete', params, parts.declaration());
  const answer = await parts.client.complete(draft, target, parts.origin);
  const outcome = resultOf(answer);
  return outcome.ok
    ? readCompletion(outcome.result, answer.ref)
    : { values: [], hasMore: false, exchange: answer.ref, problem: outcome.reason };
}

/** The proposals of a result. Pure. */
function readCompletion(result: JsonObject, exchange: ExchangeRef): Completion {
  const { completion } = result;
  const values = isJsonObject(completion) ? completion['values'] : undefined;
  if (!isJsonObject(completion) || !Array.isArray(values)) {
    const problem = 'The answer to completion/complete has no array "completion.values".';
    return { values: [], hasMore: false, exchange, problem };
  }
  const texts = (values as readonly JsonValue[]).filter((value) => typeof value === 'string');
  const { total, hasMore } = completion;
  return {
    values: texts,
    ...(typeof total === 'number' && { total }),
    hasMore: hasMore === true || (typeof total === 'number' && total > texts.length),
    exchange,
  };
}

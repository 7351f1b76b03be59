import { createLinter, type Judgement } from '../../../engine/lint/linter.ts';
import { RULES } from '../../../engine/lint/rules/index.ts';
import { seeExchange, type RecordedExchange } from '../../../engine/lint/see-exchange.ts';
import type { Row } from '../../../shared/model/exchange.ts';
import type { StdioEngine } from '../stdio-engine.ts';

/**
 * What the rules say about all that an engine has recorded, in the order in which it ended. Exchanges that go on are left
 * out; bodies must be text of less than a megabyte.
 */
export async function judgeCapture(engine: StdioEngine): Promise<readonly Judgement[]> {
  const [capture] = await engine.invoke('capture.list', null);
  if (!capture) throw new Error('nothing is recorded');
  const ended = (await engine.rows()).filter(({ state }) => state !== 'open');
  const linter = createLinter(RULES);
  const judgements: Judgement[] = [];
  for (const { number } of ended.toSorted((one, other) => endOf(one) - endOf(other))) {
    const recorded = await readExchange(engine, capture.id, number);
    judgements.push(...linter.see(seeExchange(recorded)));
  }
  return judgements;
}

function endOf({ startedAt, durationMs = 0 }: Row): number {
  return startedAt + durationMs;
}

async function readExchange(
  engine: StdioEngine,
  captureId: string,
  number: number,
): Promise<RecordedExchange> {
  const ref = { captureId, number };
  const detail = await engine.detail(ref);
  const { row, url, request, response, routing, gateway, channel, failure } = detail;
  if (request.body.truncated || response?.body.truncated) throw new Error(`${String(number)} is too large`);
  return {
    row,
    url,
    httpMethod: request.httpMethod,
    target: request.target,
    headers: request.headers,
    routing,
    ...(gateway && { gateway }),
    ...(channel !== undefined && { channel }),
    requestBody: Buffer.from(request.body.text ?? ''),
    ...(response && { answer: { status: response.status, headers: response.headers } }),
    ...(failure && { failure }),
    body: Buffer.from(response?.body.text ?? ''),
    bodyBytes: response?.body.bytes ?? 0,
    events: await engine.events(ref),
    partial: false,
  };
}

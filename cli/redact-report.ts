import type { Engine } from '../engine/index.ts';
import { ask } from './session.ts';

/** What a report is written from, without the secrets of the captures that it tells of. Rejects with AppError. */
export async function withoutSecrets<T extends object>(
  engine: Engine,
  report: T,
  captureIds: readonly string[],
): Promise<T> {
  const text = JSON.stringify(report);
  const redacted = await ask(engine, 'redaction.report', { captureIds, text, kind: 'json' });
  return JSON.parse(redacted.text) as T;
}

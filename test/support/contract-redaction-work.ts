import { join } from 'node:path';
import { expect } from 'vitest';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import { DEFAULT_REDACTION_RULES } from '../../shared/model/redaction.ts';
import type { ClientWork } from './contract-client-work.ts';

/** The part of a day's work in which secrets are taken out of what was recorded. */
export async function redactTheDay(
  { run, next }: ClientWork,
  refs: readonly ExchangeRef[],
  directory: string,
): Promise<void> {
  const [ref] = refs;
  if (!ref) throw new Error('nothing was sent');
  const { captureId } = ref;
  const rules = { ...DEFAULT_REDACTION_RULES, patterns: ['who(ami)'] };
  const kept = next('workspace', ({ redaction }) => redaction !== undefined);
  expect(await run('redaction.save', rules)).toEqual(rules);
  expect((await kept).redaction).toEqual(rules);
  const tried = await run('redaction.try', { text: '{"password":"geheim99"}', rules });
  expect([tried.text, tried.report.total]).toEqual(['{"password":"~1~~~~~~"}', 1]);
  const reported = await run('redaction.report', {
    captureIds: [captureId],
    text: 'It said Bearer abcdefghij0123456789.',
    kind: 'text',
  });
  expect(reported.text).not.toContain('abcdefghij0123456789');
  const preview = await run('redaction.preview', { captureId, job: 'preview' });
  const found = preview.secrets.find(({ kind }) => kind === 'rule');
  expect(found?.places.length).toBeGreaterThan(0);
  const path = join(directory, 'redacted.hopscope');
  const saved = await run('redaction.saveCopy', { captureId, path, job: 'copy' });
  expect(saved.bytes).toBeGreaterThan(0);
  expect(saved.report.times).toBeGreaterThanOrEqual(preview.times);
  await run('redaction.cancel', { job: 'copy' });
  await run('redaction.save', DEFAULT_REDACTION_RULES);
}

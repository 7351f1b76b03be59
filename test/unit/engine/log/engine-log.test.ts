import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openEngineLog } from '../../../../engine/log/engine-log.ts';

it('hears of mistakes without what is secret by then, and so does the program, whole', () => {
  const state = mkdtempSync(join(tmpdir(), 'hopscope-engine-log-'));
  const known = { secrets: (): readonly string[] => [] };
  const onBug = vi.fn();
  const opened = openEngineLog({ env: { HOPSCOPE_STATE_DIR: state }, program: 'test', onBug }, known);
  known.secrets = () => ['s3cret-value'];
  opened.onBug('it said s3cret-value', 'sending');
  expect(onBug).toHaveBeenCalledWith('it said s3cret-value', 'sending');
  expect(opened.log.path).toBe(join(state, 'log', 'hopscope.log'));
  expect(readFileSync(opened.log.path, 'utf8')).toMatch(/ test sending: it said •••\n$/);
  rmSync(state, { recursive: true });
});

import { expect, it } from 'vitest';
import { exportSays } from '../../../../../engine/capture/export/export-words.ts';

const REPORT = { path: '/a', exchanges: 1_204, bytes: 5, notes: [] };

it('tells how much was written, what was replaced, and what the format cannot hold', () => {
  const replaced = { secrets: 2, times: 1_000 };
  expect(exportSays('har', { ...REPORT, replaced, notes: ['3 exchanges over stdio are left out.'] })).toBe(
    '1,204 exchanges as HAR. 2 secrets in 1,000 places are replaced. 3 exchanges over stdio are left out.',
  );
  expect(exportSays('md', { ...REPORT, exchanges: 1, replaced: { secrets: 1, times: 1 } })).toBe(
    '1 exchange as Markdown. 1 secret in 1 place is replaced.',
  );
});

it('warns of secrets that stay, and needs no word where there are none', () => {
  expect(exportSays('curl', REPORT)).toBe(
    '1,204 exchanges as curl commands. It holds what was sent, secrets too.',
  );
  expect(exportSays('jsonl', { ...REPORT, replaced: { secrets: 0, times: 0 } })).toBe(
    '1,204 exchanges as JSON Lines.',
  );
});

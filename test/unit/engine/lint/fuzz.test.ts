import { expect, it } from 'vitest';
import { rule } from '../../../../engine/lint/rule.ts';
import { RULES } from '../../../../engine/lint/rules/index.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import { fuzzLinter } from '../../../support/lint/fuzz-linter.ts';

// A sample; `npm run fuzz:lint` takes new seeds.
it.each([1, 2])('fails in no rule, whatever comes (seed %d)', { timeout: 60_000 }, (seed) => {
  expect(fuzzLinter(RULES, { seed, count: 1000 })).toEqual([]);
});

it('would tell of a rule that fails', () => {
  const careless = rule({
    id: 'test.careless',
    title: 'Careless',
    checks: 'Something.',
    spares: 'Nobody.',
    severity: 'error',
    side: 'server',
    era: 'any',
    link: 'https://example.com',
    fix: 'None.',
    check({ request }) {
      const meta = request.message?.params['_meta'] as JsonObject | undefined;
      if (request.message && meta?.['progressToken'] === undefined) Object.keys(meta as JsonObject);
    },
  });
  const [failure] = fuzzLinter([careless], { seed: 1, count: 1000 });
  expect(failure?.what).toContain('test.careless');
});

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ruleOf, RULES } from '../../../../../engine/lint/rules/index.ts';
import { REQUIREMENTS } from '../../../../spec/requirements.ts';

const folder = fileURLToPath(new URL('../../../../../engine/lint/rules/', import.meta.url));

it('finds a rule by its id', () => {
  expect(ruleOf('message.schema')?.title).toBe('Does not fit the schema');
  expect(ruleOf('lint.rule-failed')).toBeUndefined();
});

it('has each id once', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('is a file of its area', () => {
    expect(existsSync(`${folder}${id.replace('.', '/')}.ts`)).toBe(true);
  });

  it('links to a requirement that names it', () => {
    const links = REQUIREMENTS.filter(
      ({ status }) =>
        status.kind === 'rule' && [status.rule, ...(status.also ?? [])].some((one) => one === id),
    ).map(({ link }) => link);
    expect(links).toContain(rule.link);
  });

  it('says how to mend it, in sentences', () => {
    expect(rule.title).not.toMatch(/\.$/);
    expect(rule.fix).toMatch(/^["\p{Lu}].*\.$/u);
  });
});

import { RULES as WRITTEN, type RuleId } from '../../../engine/lint/rules/index.ts';
import type { Rule } from '../../../engine/lint/rule.ts';

export type { RuleId };

/** Every lint rule, by id: the manifest names them, and each has to be named. */
export const RULES: Readonly<Record<string, Rule>> = Object.fromEntries(
  WRITTEN.map((rule): [string, Rule] => [rule.id, rule]),
);

import type { Rule } from '../rule.ts';
import { messageRules } from './message/index.ts';
import { notificationRules } from './notification/index.ts';
import { requestRules } from './request/index.ts';
import { responseRules } from './response/index.ts';
import { resultRules } from './result/index.ts';

/** Every rule, by area. An area is a folder; a rule is a file in it that is called as its id after the dot. */
export const RULES = [
  ...messageRules,
  ...notificationRules,
  ...requestRules,
  ...responseRules,
  ...resultRules,
] as const;

/** The id of a rule. */
export type RuleId = (typeof RULES)[number]['id'];

/** By id; undefined for ids of findings that no rule here makes. */
export function ruleOf(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id);
}

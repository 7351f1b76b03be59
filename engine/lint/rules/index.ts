import type { Rule } from '../rule.ts';
import { cacheRules } from './cache/index.ts';
import { headerRules } from './header/index.ts';
import { inputRules } from './input/index.ts';
import { logRules } from './log/index.ts';
import { messageRules } from './message/index.ts';
import { notificationRules } from './notification/index.ts';
import { pageRules } from './page/index.ts';
import { progressRules } from './progress/index.ts';
import { requestRules } from './request/index.ts';
import { responseRules } from './response/index.ts';
import { resultRules } from './result/index.ts';
import { retryRules } from './retry/index.ts';
import { toolRules } from './tool/index.ts';

/** Every rule, by area. An area is a folder; a rule is a file in it that is called as its id after the dot. */
export const RULES = [
  ...cacheRules,
  ...headerRules,
  ...inputRules,
  ...logRules,
  ...messageRules,
  ...notificationRules,
  ...pageRules,
  ...progressRules,
  ...requestRules,
  ...responseRules,
  ...resultRules,
  ...retryRules,
  ...toolRules,
] as const;

/** The id of a rule. */
export type RuleId = (typeof RULES)[number]['id'];

/** By id; undefined for ids of findings that no rule here makes. */
export function ruleOf(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id);
}

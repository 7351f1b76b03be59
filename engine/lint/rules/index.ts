import type { Rule } from '../rule.ts';
import { cacheRules } from './cache/index.ts';
import { cancelRules } from './cancel/index.ts';
import { capabilityRules } from './capability/index.ts';
import { clientRules } from './client/index.ts';
import { contentRules } from './content/index.ts';
import { discoverRules } from './discover/index.ts';
import { elicitRules } from './elicit/index.ts';
import { errorRules } from './error/index.ts';
import { extensionRules } from './extension/index.ts';
import { headerRules } from './header/index.ts';
import { httpRules } from './http/index.ts';
import { inputRules } from './input/index.ts';
import { legacyRules } from './legacy/index.ts';
import { listRules } from './list/index.ts';
import { logRules } from './log/index.ts';
import { messageRules } from './message/index.ts';
import { metaRules } from './meta/index.ts';
import { methodRules } from './method/index.ts';
import { notificationRules } from './notification/index.ts';
import { pageRules } from './page/index.ts';
import { progressRules } from './progress/index.ts';
import { promptRules } from './prompt/index.ts';
import { requestRules } from './request/index.ts';
import { resourceRules } from './resource/index.ts';
import { responseRules } from './response/index.ts';
import { resultRules } from './result/index.ts';
import { retryRules } from './retry/index.ts';
import { rootRules } from './root/index.ts';
import { samplingRules } from './sampling/index.ts';
import { stdioRules } from './stdio/index.ts';
import { streamRules } from './stream/index.ts';
import { taskRules } from './task/index.ts';
import { toolRules } from './tool/index.ts';
import { versionRules } from './version/index.ts';

/** Every rule, by area. An area is a folder; a rule is a file in it that is called as its id after the dot. */
export const RULES = [
  ...cacheRules,
  ...cancelRules,
  ...capabilityRules,
  ...clientRules,
  ...contentRules,
  ...discoverRules,
  ...elicitRules,
  ...errorRules,
  ...extensionRules,
  ...headerRules,
  ...httpRules,
  ...inputRules,
  ...legacyRules,
  ...listRules,
  ...logRules,
  ...messageRules,
  ...metaRules,
  ...methodRules,
  ...notificationRules,
  ...pageRules,
  ...progressRules,
  ...promptRules,
  ...requestRules,
  ...resourceRules,
  ...responseRules,
  ...resultRules,
  ...retryRules,
  ...rootRules,
  ...samplingRules,
  ...stdioRules,
  ...streamRules,
  ...taskRules,
  ...toolRules,
  ...versionRules,
] as const;

/** The id of a rule. */
export type RuleId = (typeof RULES)[number]['id'];

/** By id; undefined for ids of findings that no rule here makes. */
export function ruleOf(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id);
}

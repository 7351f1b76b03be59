import { featureRules } from './rules/features.ts';
import { httpRules } from './rules/http.ts';
import { messageRules } from './rules/messages.ts';
import type { ProposedRule } from './rules/rule.ts';

const catalogue = { ...messageRules, ...httpRules, ...featureRules };

export type RuleId = keyof typeof catalogue;

/** Every lint rule that the manifest asks for, once. */
export const RULES: Readonly<Record<RuleId, ProposedRule>> = catalogue;

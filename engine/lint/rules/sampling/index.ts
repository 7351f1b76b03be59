import { includeContext } from './include-context.ts';
import { includeContextUndeclared } from './include-context-undeclared.ts';
import { toolChoiceIgnored } from './tool-choice-ignored.ts';
import { toolResultsMixed } from './tool-results-mixed.ts';
import { toolUseUnanswered } from './tool-use-unanswered.ts';

export const samplingRules = [
  includeContext,
  includeContextUndeclared,
  toolResultsMixed,
  toolUseUnanswered,
  toolChoiceIgnored,
] as const;

import { requiredArgumentIgnored } from './required-argument-ignored.ts';

export const promptRules = [requiredArgumentIgnored] as const;

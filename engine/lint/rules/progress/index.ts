import { notRising } from './not-rising.ts';
import { tokenType } from './token-type.ts';

export const progressRules = [notRising, tokenType] as const;

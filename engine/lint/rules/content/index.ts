import { notBase64 } from './not-base64.ts';
import { resourceIncomplete } from './resource-incomplete.ts';
import { resourceUndeclared } from './resource-undeclared.ts';

export const contentRules = [notBase64, resourceIncomplete, resourceUndeclared] as const;

import { emptyContents } from './empty-contents.ts';
import { uriInvalid } from './uri-invalid.ts';

export const resourceRules = [uriInvalid, emptyContents] as const;

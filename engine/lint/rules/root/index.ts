import { notFileUri } from './not-file-uri.ts';

export const rootRules = [notFileUri] as const;

import { elicitNoMode } from './no-mode.ts';
import { responseInvalid } from './response-invalid.ts';
import { responseNotValidated } from './response-not-validated.ts';
import { sensitiveForm } from './sensitive-form.ts';
import { urlInForm } from './url-in-form.ts';
import { urlInvalid } from './url-invalid.ts';
import { urlNotHttps } from './url-not-https.ts';
import { urlSensitive } from './url-sensitive.ts';

export const elicitRules = [
  elicitNoMode,
  sensitiveForm,
  urlInvalid,
  urlSensitive,
  urlInForm,
  urlNotHttps,
  responseInvalid,
  responseNotValidated,
] as const;

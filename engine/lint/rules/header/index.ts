import { accelBufferingMissing } from './accel-buffering-missing.ts';
import { acceptIncomplete } from './accept-incomplete.ts';
import { caseRefused } from './case-refused.ts';
import { encodedRefused } from './encoded-refused.ts';
import { integerComparedAsText } from './integer-compared-as-text.ts';
import { integerUnsafe } from './integer-unsafe.ts';
import { methodMismatch } from './method-mismatch.ts';
import { methodMissing } from './method-missing.ts';
import { mismatchAccepted } from './mismatch-accepted.ts';
import { mismatchWrongError } from './mismatch-wrong-error.ts';
import { missingAccepted } from './missing-accepted.ts';
import { nameMismatch } from './name-mismatch.ts';
import { nameMissing } from './name-missing.ts';
import { paramExpected } from './param-expected.ts';
import { paramMismatch } from './param-mismatch.ts';
import { paramMissing } from './param-missing.ts';
import { paramUnexpected } from './param-unexpected.ts';
import { retryWithoutRefresh } from './retry-without-refresh.ts';
import { sentinelMalformed } from './sentinel-malformed.ts';
import { valueNotEncoded } from './value-not-encoded.ts';
import { versionMismatch } from './version-mismatch.ts';
import { versionMissing } from './version-missing.ts';

export const headerRules = [
  acceptIncomplete,
  versionMissing,
  versionMismatch,
  methodMissing,
  methodMismatch,
  nameMissing,
  nameMismatch,
  paramMissing,
  paramUnexpected,
  paramMismatch,
  valueNotEncoded,
  sentinelMalformed,
  integerUnsafe,
  retryWithoutRefresh,
  mismatchAccepted,
  missingAccepted,
  mismatchWrongError,
  encodedRefused,
  paramExpected,
  integerComparedAsText,
  caseRefused,
  accelBufferingMissing,
] as const;

import { clientInfoMissing } from './client-info-missing.ts';
import { metaKeyName } from './key-name.ts';
import { metaKeyReverseDns } from './key-reverse-dns.ts';
import { missingAccepted } from './missing-accepted.ts';
import { requiredMissing } from './required-missing.ts';
import { serverInfoMissing } from './server-info-missing.ts';
import { subscriptionIdMissing } from './subscription-id-missing.ts';
import { traceContext } from './trace-context.ts';

export const metaRules = [
  clientInfoMissing,
  metaKeyName,
  metaKeyReverseDns,
  missingAccepted,
  requiredMissing,
  serverInfoMissing,
  subscriptionIdMissing,
  traceContext,
] as const;

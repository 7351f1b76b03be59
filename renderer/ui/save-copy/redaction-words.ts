import type { RedactionReport, SecretKind } from '../../../shared/model/redaction.ts';
import { formatCounted } from '../format.ts';

/** What was found, or replaced, in a sentence. */
export function replacedSentence({ total, times, exchanges, blanked }: RedactionReport): string {
  if (total === 0) return 'No secret was found in it.';
  const blank =
    blanked === 0
      ? ''
      : ` The compressed bytes of ${formatCounted(blanked, 'answer')} are blanked; what they said is kept.`;
  const secrets = formatCounted(total, 'secret');
  return `${secrets} in ${formatCounted(times, 'place')} of ${formatCounted(exchanges, 'exchange')} ${total === 1 ? 'is' : 'are'} replaced.${blank}`;
}

const KINDS: Readonly<Record<SecretKind, string>> = {
  bearer: 'Bearer token',
  basic: 'Basic login',
  login: 'login',
  cookie: 'cookie',
  password: 'password',
  key: 'key',
  token: 'token',
  code: 'code',
  signature: 'signature',
  jwt: 'JWT',
  pem: 'private key',
  known: 'known to the workspace',
  rule: 'by a rule of yours',
};

export function kindWord(kind: SecretKind): string {
  return KINDS[kind];
}

import { errorCode, errorText, TransportFailure } from './transport-failure.ts';

/** Sentences for what the network, TLS and the HTTP parser report. Pure. */

const NO_ROUTE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL']);

/** Why no TCP connection came about. `host` is the name that was looked up, `where` host and port. */
export function explainConnectError(error: unknown, host: string, where: string): TransportFailure {
  const code = errorCode(error);
  if (code === 'ECONNREFUSED') {
    return new TransportFailure(
      'refused',
      `Nothing listens at ${where}: the connection was refused. Start the server, or check the address and port.`,
      code,
    );
  }
  if (code === 'ENOTFOUND') {
    return new TransportFailure(
      'unreachable',
      `The name ${host} was not found. Check the host in the address ${where}.`,
      code,
    );
  }
  if (code === 'EAI_AGAIN') {
    return new TransportFailure(
      'unreachable',
      `The name ${host} could not be looked up: no name server answered. Check the network connection.`,
      code,
    );
  }
  if (code === 'ETIMEDOUT') {
    return new TransportFailure(
      'timeout',
      `${where} did not answer the attempt to connect. Check the address, and whether a firewall is in between.`,
      code,
    );
  }
  if (code !== undefined && NO_ROUTE.has(code)) {
    return new TransportFailure(
      'unreachable',
      `There is no route to ${where} (${code}). Check the network connection and the address.`,
      code,
    );
  }
  return new TransportFailure(
    'unreachable',
    `No connection to ${where} came about: ${errorText(error)}. Check the address.`,
    code,
  );
}

const CERTIFICATE_PROBLEMS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'comes from a self-signed authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'was issued by an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'was issued by an authority that is not known here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'was issued by an authority that is not known here',
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet',
  CERT_REVOKED: 'was revoked',
  CERT_UNTRUSTED: 'is not trusted here',
  CERT_REJECTED: 'is rejected for this use',
  INVALID_PURPOSE: 'was not made for servers',
  INVALID_CA: 'was issued by a certificate that is no authority',
  CERT_SIGNATURE_FAILURE: 'has a wrong signature',
};

const NAME_MISMATCH = 'ERR_TLS_CERT_ALTNAME_INVALID';

/**
 * What does not verify about a certificate, as the end of a sentence: "has expired". Undefined where the code
 * is not about a certificate. `names` are the names that the certificate is made out to.
 */
export function certificateProblem(
  code: string | undefined,
  host: string,
  names?: string,
): string | undefined {
  if (code === NAME_MISMATCH) {
    return `is not made out to ${host}${names === undefined ? '' : ` but to ${names}`}`;
  }
  return code === undefined ? undefined : CERTIFICATE_PROBLEMS[code];
}

function nextStep(code: string): string {
  if (code === NAME_MISMATCH) return 'Use the name that the certificate is made out to';
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return "Renew the certificate, or check this computer's clock";
  }
  return 'Set the file of its authority in the instance';
}

/** Codes by which OpenSSL says that the other side does not speak TLS at all. */
const NOT_TLS = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_UNKNOWN_PROTOCOL',
  'ERR_SSL_BAD_RECORD_TYPE',
]);

const NO_COMMON_PROTOCOL = new Set([
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
]);

/** The one alert for "no cipher in common" and, before TLS 1.3, for "no client certificate". */
const HANDSHAKE_FAILURE = /ALERT_HANDSHAKE_FAILURE$/;

/** Alerts with which a server refuses the client's certificate, or its absence. */
const CLIENT_CERTIFICATE =
  /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA|CERTIFICATE_EXPIRED)/;

/** Whether an error comes from TLS rather than from the socket beneath it. */
export function isTlsError(error: unknown): boolean {
  const code = errorCode(error);
  if (code === undefined) return false;
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code in CERTIFICATE_PROBLEMS;
}

/** Why TLS did not come about, or broke. `host` is the name that the certificate was checked against. */
export function explainTlsError(error: unknown, host: string, where: string): TransportFailure {
  const code = errorCode(error);
  const problem = certificateProblem(code, host, certificateNames(error));
  if (code !== undefined && problem !== undefined) {
    return new TransportFailure(
      'tls',
      `The certificate of ${where} ${problem}. ${nextStep(code)}, or trust any certificate there if you must.`,
      code,
    );
  }
  if (code !== undefined && NOT_TLS.has(code)) {
    return new TransportFailure(
      'tls',
      `${where} does not answer in TLS; it looks like plain HTTP. Use http:// in the address, or the server's TLS port.`,
      code,
    );
  }
  if (code !== undefined && CLIENT_CERTIFICATE.test(code)) {
    return new TransportFailure(
      'tls',
      `${where} did not accept this client's certificate, or got none (${code}). Set a certificate and key file that it trusts in the instance.`,
      code,
    );
  }
  if (code !== undefined && NO_COMMON_PROTOCOL.has(code)) {
    return new TransportFailure(
      'tls',
      `${where} and Hopscope found no TLS version or cipher in common (${code}). Hopscope speaks TLS 1.2 and 1.3.`,
      code,
    );
  }
  if (code !== undefined && HANDSHAKE_FAILURE.test(code)) {
    return new TransportFailure(
      'tls',
      `${where} refused the TLS handshake (${code}): it wants a client certificate, which the instance can be given, or there is no cipher in common.`,
      code,
    );
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return new TransportFailure(
      'tls',
      `${where} closed the connection during the TLS handshake. Check that this port speaks TLS.`,
      code,
    );
  }
  return new TransportFailure('tls', `TLS with ${where} failed: ${errorReason(error)}.`, code);
}

/** The subject alternative names in an identity error, without their type prefixes. */
function certificateNames(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('cert' in error)) return undefined;
  const { cert } = error;
  if (typeof cert !== 'object' || cert === null || !('subjectaltname' in cert)) return undefined;
  if (typeof cert.subjectaltname !== 'string') return undefined;
  return cert.subjectaltname.replace(/(DNS|IP Address):/g, '');
}

/** Why the bytes of an answer could not be read as HTTP. `firstBytes` are those that the peer sent first. */
export function explainParseError(
  error: unknown,
  where: string,
  firstBytes: Uint8Array | undefined,
  headSeen: boolean,
): TransportFailure {
  const code = errorCode(error);
  const reason = errorReason(error);
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') {
    return new TransportFailure('too-large', `${where} sent chunk extensions longer than 16 KB.`, code);
  }
  if (headSeen) {
    return new TransportFailure(
      'malformed',
      `The body that ${where} sent is framed wrongly (${reason}). See the raw bytes for the place.`,
      code,
    );
  }
  if (firstBytes !== undefined && looksLikeTls(firstBytes)) {
    return new TransportFailure(
      'malformed',
      `${where} answered in TLS, not in plain HTTP. Use https:// in the address.`,
      code,
    );
  }
  const start = firstBytes === undefined ? '' : ` It begins with ${quoteStart(firstBytes)}.`;
  return new TransportFailure(
    'malformed',
    `What ${where} answered is not HTTP/1.1 (${reason}).${start} Check that this is the port of an HTTP server.`,
    code,
  );
}

/** The `reason` that the HTTP parser and OpenSSL give apart from their long message. */
function errorReason(error: unknown): string {
  return error instanceof Error && 'reason' in error ? String(error.reason) : errorText(error);
}

/** A TLS record of type alert or handshake, whatever the version. */
function looksLikeTls(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x15 || bytes[0] === 0x16) && bytes[1] === 0x03;
}

function quoteStart(bytes: Uint8Array): string {
  return JSON.stringify(Buffer.from(bytes.subarray(0, 40)).toString('latin1'));
}

/** The head was longer than the limit. `maxBytes` is that limit. */
export function headerTooLarge(where: string, maxBytes: number): TransportFailure {
  return new TransportFailure(
    'too-large',
    `The header section that ${where} sent is longer than the limit of ${String(maxBytes)} bytes; the rest was not read.`,
    'HPE_HEADER_OVERFLOW',
  );
}

/** Nothing moved on the socket for `idleMs`. `doing` says what was waited for: "to connect". */
export function silentTooLong(where: string, idleMs: number, doing: string): TransportFailure {
  return new TransportFailure(
    'timeout',
    `${where} was silent for ${String(idleMs)} ms while waiting ${doing}. Raise the time limit if the server needs longer.`,
  );
}

/** The user cancelled. `doing` says in which phase: "while connecting". */
export function cancelledByUser(doing: string): TransportFailure {
  return new TransportFailure('cancelled', `Cancelled ${doing}.`);
}

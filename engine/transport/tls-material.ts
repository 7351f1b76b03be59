import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, getCACertificates } from 'node:tls';
import type { SecureContext } from 'node:tls';
import type { TlsSettings } from '../../shared/model/instance.ts';
import { errorCode, errorText, TransportFailure } from './transport-failure.ts';

/** The contents of an instance's TLS files at the moment of sending. */
export interface TlsMaterial {
  readonly settings: TlsSettings;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Equal for equal contents: connections made with other contents are never shared. */
  readonly fingerprint: string;
}

const NOTHING: TlsMaterial = { settings: {}, fingerprint: '' };

/** Reads the files that the settings name. Throws a TransportFailure of kind `tls` that names the path. */
export async function readTlsMaterial(settings: TlsSettings | undefined): Promise<TlsMaterial> {
  if (settings === undefined) return NOTHING;
  const [ca, cert, key] = await Promise.all([
    readPem(settings.caFile, 'authority'),
    readPem(settings.certFile, 'certificate'),
    readPem(settings.keyFile, 'key'),
  ]);
  const parts = [settings.trustAnyCertificate === true, ca ?? null, cert ?? null, key ?? null];
  return {
    settings,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    fingerprint: hash('sha256', JSON.stringify(parts)),
  };
}

async function readPem(path: string | undefined, what: string): Promise<string | undefined> {
  if (path === undefined || path === '') return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = errorCode(error) === 'ENOENT' ? 'there is no such file' : errorText(error);
    throw new TransportFailure(
      'tls',
      `The ${what} file ${path} cannot be read: ${reason}. Correct the path in the instance's TLS settings.`,
      errorCode(error),
    );
  }
}

/** The TLS context for this material. Throws a TransportFailure of kind `tls` that names the file at fault. */
export function buildSecureContext(material: TlsMaterial): SecureContext {
  const { settings, ca, cert, key } = material;
  if (ca !== undefined && !ca.includes('-----BEGIN')) throw notPem('authority', settings.caFile);
  if (cert !== undefined && key === undefined && !cert.includes('PRIVATE KEY')) {
    throw new TransportFailure(
      'tls',
      `The certificate file ${String(settings.certFile)} comes without a private key. Set the key file too.`,
    );
  }
  try {
    return createSecureContext({
      // `ca` would replace the built-in authorities: the instance's own come in addition.
      ...(ca !== undefined && { ca: [...getCACertificates('default'), ca] }),
      ...(cert !== undefined && { cert, key: key ?? cert }),
    });
  } catch (error) {
    const files = [settings.caFile, settings.certFile, settings.keyFile].filter((path) => path !== undefined);
    throw new TransportFailure(
      'tls',
      `The TLS files (${files.join(', ')}) cannot be used: ${errorText(error)}. They must be PEM, without a passphrase, and the key must belong to the certificate.`,
      errorCode(error),
    );
  }
}

function notPem(what: string, path: string | undefined): TransportFailure {
  return new TransportFailure(
    'tls',
    `The ${what} file ${String(path)} holds no PEM certificate ("-----BEGIN CERTIFICATE-----").`,
  );
}

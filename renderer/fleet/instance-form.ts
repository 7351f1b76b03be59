import type { BridgeError } from '../../shared/bridge/result.ts';
import type { Instance, InstanceInput } from '../../shared/model/instance.ts';

/** An instance as it stands in the fields of the editor. */
export interface InstanceForm {
  readonly name: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly trustAnyCertificate: boolean;
  readonly useSystemProxy: boolean;
}

export type FormField = 'name' | 'url' | 'headers' | 'tls' | 'form';

export function formOf(instance: Instance): InstanceForm {
  return {
    name: instance.name,
    url: instance.url,
    headers: instance.headers.map(([name, value]) => ({ name, value })),
    caFile: instance.tls?.caFile ?? '',
    certFile: instance.tls?.certFile ?? '',
    keyFile: instance.tls?.keyFile ?? '',
    trustAnyCertificate: instance.tls?.trustAnyCertificate === true,
    useSystemProxy: instance.useSystemProxy === true,
  };
}

/** What is sent to the engine; fields that were left empty are left out. */
export function inputOf(form: InstanceForm, id: string | undefined): InstanceInput {
  const path = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
  const caFile = path(form.caFile);
  const certFile = path(form.certFile);
  const keyFile = path(form.keyFile);
  const tls = {
    ...(caFile !== undefined && { caFile }),
    ...(certFile !== undefined && { certFile }),
    ...(keyFile !== undefined && { keyFile }),
    ...(form.trustAnyCertificate && { trustAnyCertificate: true }),
  };
  return {
    ...(id !== undefined && { id }),
    name: form.name.trim(),
    url: form.url.trim(),
    headers: form.headers
      .filter(({ name, value }) => name.trim() !== '' || value.trim() !== '')
      .map(({ name, value }) => [name.trim(), value.trim()]),
    ...(Object.keys(tls).length > 0 && { tls }),
    ...(form.useSystemProxy && { useSystemProxy: true }),
  };
}

/**
 * A name for an address: its host and port, numbered where another instance has it already.
 * For text that is no URL the text itself: the engine then says what is wrong with it.
 */
export function nameForUrl(text: string, taken: readonly string[]): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  const base = (url?.host ?? '') === '' ? text.trim().slice(0, 60) || 'instance' : (url?.host ?? '');
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    const name = `${base} ${String(number)}`;
    if (!taken.includes(name)) return name;
  }
}

/** Words of the engine's sentences by the field that they are about, asked in this order. */
const FIELD_WORDS: readonly (readonly [FormField, RegExp])[] = [
  ['headers', /^(?:A|The|The value of the) header\b|header's name|\d headers\b/],
  ['tls', /\bPEM\b|\bcertificate\b|client key/i],
  ['url', /\baddress\b|\bURL\b/i],
  ['name', /\bname\b/i],
];

/** The field that a refusal is about, so that the sentence stands beside it. */
export function fieldOf(error: BridgeError): FormField {
  const path = error.details?.['path'] ?? error.details?.['field'];
  if (typeof path === 'string') {
    const named = (['headers', 'tls', 'url', 'name'] as const).find((field) =>
      path.split('.').includes(field),
    );
    if (named) return named;
  }
  return FIELD_WORDS.find(([, words]) => words.test(error.message))?.[0] ?? 'form';
}

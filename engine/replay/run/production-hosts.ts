import type { Instance } from '../../../shared/model/instance.ts';

/** Labels of a host's name that say that nobody depends on it. */
const TRYING =
  /^(?:stag(?:e|ing)|dev(?:el(?:opment)?)?|test(?:ing)?|qa|uat|sandbox|preview|demo|local|ci|lab)\d*$/;
/** Names that are never reached from elsewhere: RFC 6761, RFC 6762, and what private networks use. */
const LOCAL_ENDINGS = ['localhost', 'local', 'test', 'internal', 'example', 'invalid', 'lan', 'home.arpa'];

/** Hosts of these instances that look as if others depended on them, each once. Pure. */
export function productionHosts(instances: readonly Instance[]): readonly string[] {
  const hosts = instances.flatMap(({ url, stdio }) => (stdio ? [] : [hostOf(url)]));
  return [...new Set(hosts)].filter((host) => host !== '' && looksLikeProduction(host));
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}

/** Whether a host is neither this machine, nor a private address, nor named as one to try things on. Pure. */
export function looksLikeProduction(host: string): boolean {
  const bare = host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (bare.includes(':')) return !isPrivateV6(bare);
  if (/^\d+(\.\d+){3}$/.test(bare)) return !isPrivateV4(bare.split('.').map(Number));
  if (!bare.includes('.') || LOCAL_ENDINGS.some((ending) => bare === ending || bare.endsWith(`.${ending}`))) {
    return false;
  }
  return !bare.split(/[.-]/).some((label) => TRYING.test(label));
}

/** RFC 1918, RFC 3927, RFC 6598 and loopback. */
function isPrivateV4([first = 0, second = 0]: readonly number[]): boolean {
  return (
    first === 127 ||
    first === 10 ||
    first === 0 ||
    (first === 192 && second === 168) ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 169 && second === 254) ||
    (first === 100 && second >= 64 && second < 128)
  );
}

/** Loopback, RFC 4193 and RFC 4291 section 2.5.6. */
function isPrivateV6(address: string): boolean {
  return address === '::1' || address === '::' || /^f[cd]/.test(address) || /^fe[89ab]/.test(address);
}

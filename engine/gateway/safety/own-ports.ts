import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { bareHost, portOf } from '../../transport/choose-proxy.ts';
import { isLoopbackName } from './turn-away.ts';

/**
 * Keeps a gateway from what Hopscope itself serves: a request that comes out of the gateway has the Host that its target
 * wants, so the control interface would take it for its own page's (the hole of CVE-2025-23217).
 */
export interface OwnPorts {
  /** Why nothing may be forwarded to this address, by its name; undefined where it may. */
  refusal(url: URL): Promise<string | undefined>;
  /** The same once it is connected to: a name may lead elsewhere from one moment to the next. */
  forbids(remoteAddress: string, remotePort: number): string | undefined;
  /** Whether the port is one of Hopscope's at all; if not, `refusal` need not be asked. */
  concerns(url: URL): boolean;
}

/** `ports` are those that this program listens on at the moment. */
export function createOwnPorts(
  ports: () => readonly number[],
  resolve: (host: string) => Promise<readonly string[]> = addressesOf,
): OwnPorts {
  const isOwnPort = (port: number): boolean => ports().includes(port);
  return {
    concerns: (url) => isOwnPort(portOf(url)),
    async refusal(url) {
      const port = portOf(url);
      if (!isOwnPort(port)) return undefined;
      const host = bareHost(url).toLowerCase();
      if (isLoopbackName(host)) return refused(url.host);
      const addresses = isIP(host) === 0 ? await resolve(host) : [host];
      return addresses.some(isOwnAddress) ? refused(url.host) : undefined;
    },
    forbids(remoteAddress, remotePort) {
      return isOwnPort(remotePort) && isOwnAddress(remoteAddress)
        ? refused(`${remoteAddress} port ${String(remotePort)}`)
        : undefined;
    },
  };
}

function refused(where: string): string {
  return `${where} is Hopscope itself: the gateway forwards nothing there. Correct the address of the instance.`;
}

async function addressesOf(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    // What cannot be found cannot be connected to either; that is explained there.
    return [];
  }
}

/** Whether an address leads to this machine: loopback, unspecified, or of one of its interfaces. */
export function isOwnAddress(address: string): boolean {
  const bare = address
    .toLowerCase()
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
  if (isLoopbackName(bare) || bare === '0.0.0.0' || bare === '::') return true;
  // What the kernel takes as 0.0.0.0/8 leads to this machine on some systems.
  if (isIP(bare) === 4 && bare.startsWith('0.')) return true;
  const canonical = canonicalAddress(bare);
  if (canonical === '::1' || canonical === '::') return true;
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (mapped) return isOwnAddress(dotted(mapped[1] ?? '', mapped[2] ?? ''));
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .some((entry) => canonicalAddress(entry.address) === canonical);
}

/** IPv6 in the one spelling that URL knows; anything else as it is. */
function canonicalAddress(address: string): string {
  if (isIP(address) !== 6) return address;
  return bareHost(new URL(`http://[${address.replace(/%.*$/, '')}]/`));
}

function dotted(high: string, low: string): string {
  const number = parseInt(high, 16) * 0x1_0000 + parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => String((number >>> shift) & 0xff)).join('.');
}

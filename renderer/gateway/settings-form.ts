import type { GatewaySettings } from '../../shared/model/gateway.ts';
import { wholeNumber, wrong, type FormResult } from './form-result.ts';
import type { SettingsEdit } from './settings-edits.ts';

/** What a gateway is beside its rules and faults, as it stands in the fields. */
export interface SettingsForm {
  readonly name: string;
  readonly host: string;
  readonly port: string;
  readonly instanceIds: readonly string[];
  readonly seed: string;
  /** One a line. */
  readonly allowOrigins: string;
  readonly nameInstance: boolean;
  readonly record: boolean;
}

export function settingsForm(settings: GatewaySettings): SettingsForm {
  return {
    name: settings.name,
    host: settings.listen.host,
    port: String(settings.listen.port),
    instanceIds: settings.instanceIds,
    seed: String(settings.seed),
    allowOrigins: settings.allowOrigins.join('\n'),
    nameInstance: settings.nameInstance,
    record: settings.record,
  };
}

const ORIGIN = /^https?:\/\/[^/\s?#]+$/;

/** The change that the fields make. */
export function settingsEdit(form: SettingsForm): FormResult<SettingsEdit> {
  const name = form.name.trim();
  if (name === '') return wrong('name', 'Give the gateway a name.');
  const host = form.host.trim();
  if (host === '' || /[\s/]/.test(host))
    return wrong('host', 'The address to listen at is a name or an IP address, such as 127.0.0.1.');
  const port = wholeNumber(form.port, 0, 65_535);
  if (port === undefined)
    return wrong('port', 'The port is a whole number from 0 to 65535; 0 takes one that is free.');
  if (form.instanceIds.length === 0)
    return wrong('instances', 'Choose at least one instance: the gateway forwards to nothing else.');
  const seed = wholeNumber(form.seed, 0, 0xffffffff);
  if (seed === undefined) return wrong('seed', 'The seed is a whole number from 0 to 4294967295.');
  const allowOrigins = form.allowOrigins.split(/\s+/).filter((line) => line !== '');
  const odd = allowOrigins.find((line) => !ORIGIN.test(line));
  if (odd !== undefined)
    return wrong('origins', `${odd} is no origin. Write it like http://localhost:5173, with no path.`);
  const { instanceIds, nameInstance, record } = form;
  return {
    ok: true,
    value: (settings) => ({
      ...settings,
      ...{ name, listen: { host, port }, instanceIds, seed, allowOrigins, nameInstance, record },
    }),
  };
}

/** Whether only programs of this machine can reach a listener there. Names other than localhost are taken as not. */
export function isLoopbackHost(host: string): boolean {
  const name = host
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '');
  return name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** Host and port as they stand in an address. */
export function authority(host: string, port: number): string {
  return `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${String(port)}`;
}

/**
 * Where clients will go once it runs: with the path of the first instance. Undefined where that is not known: with port
 * 0, or where it listens at all addresses of the machine, which is none that a client can go to.
 */
export function expectedUrl(
  { listen }: Pick<GatewaySettings, 'listen'>,
  firstUrl: string | undefined,
): string | undefined {
  if (listen.port === 0 || firstUrl === undefined || !URL.canParse(firstUrl)) return undefined;
  if (listen.host === '0.0.0.0' || listen.host === '::') return undefined;
  return `http://${authority(listen.host, listen.port)}${new URL(firstUrl).pathname}`;
}

const FIRST_PORT = 47_300;

/** A port that no gateway of this workspace has: clients keep the address that they were given. */
export function freePort(gateways: readonly GatewaySettings[]): number {
  const taken = new Set(gateways.map(({ listen }) => listen.port));
  let port = FIRST_PORT;
  while (taken.has(port)) port += 1;
  return port;
}

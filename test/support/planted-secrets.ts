import { createHash } from 'node:crypto';
import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { createModernClient, type ModernClient } from './modern-client.ts';
import { said, startStateful, type StatefulFleet } from './hidden-state/stateful-servers.ts';

function digits(name: string, length: number): string {
  return createHash('sha256').update(name).digest('hex').replace(/\D/g, '').slice(0, length);
}

function letters(name: string, length: number): string {
  return createHash('sha512').update(name).digest('base64url').replace(/[-_]/g, 'x').slice(0, length);
}

const jwt = (name: string): string =>
  ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', `eyJzdWIi${letters(name, 20)}`, letters(`${name}!`, 30)].join('.');

/** Secrets that stand in a request's headers. */
const HEADERS = {
  Authorization: `Bearer ${letters('bearer', 32)}`,
  'Proxy-Authorization': `Basic ${Buffer.from(`ann:${letters('basic', 14)}`).toString('base64')}`,
  Cookie: `sid=${letters('cookie 1', 24)}; csrf=${letters('cookie 2', 18)}; theme=dark`,
  'X-Api-Key': `k_${letters('api key', 20)}`,
  'X-Auth-Token': letters('auth token', 22),
  'X-Amz-Security-Token': letters('amz', 40),
  'Ocp-Apim-Subscription-Key': letters('azure', 32),
  'X-Vault-Token': `hvs.${letters('vault', 24)}`,
  'X-Hub-Signature': `sha256=${letters('hub', 40)}1`,
  'X-Client-Secret': letters('client secret', 20),
  Referer: `https://app.example/cb?code=${letters('oauth code', 24)}1&state=abc`,
};

/** Secrets that stand in an address. */
const QUERY = {
  api_key: letters('query key', 24),
  access_token: letters('query token', 24),
  sig: `${letters('query sig', 24)}1+/=`,
  password: `${letters('query password', 8)} & more1`,
  client_secret: letters('query client', 20),
};

/** Arguments of a tool, by names that tell. */
const ARGUMENTS = {
  password: `${letters('password', 8)}"\\/ä1`,
  apiKey: letters('apiKey', 24),
  secret_key: letters('secret_key', 20),
  clientSecret: letters('clientSecret', 20),
  accessToken: letters('accessToken', 26),
  refresh_token: letters('refresh_token', 26),
  idToken: jwt('idToken'),
  otp: Number(`4${digits('otp', 8)}`),
  passphrase: `correct ${letters('passphrase', 6)} battery 4`,
  privateKey: letters('privateKey', 40),
  credentials: [letters('credential 1', 20) + '1', letters('credential 2', 20) + '2'],
  cookie: letters('argument cookie', 20),
  authorization: `Bearer ${letters('argument bearer', 20)}7`,
  code_verifier: letters('verifier', 43),
  assertion: letters('assertion', 40),
  'db-password': letters('db-password', 12),
  SIGNING_KEY: letters('SIGNING_KEY', 32),
  webhookSecret: `whsec_${letters('webhook', 20)}`,
};

/** Tokens of well-known services, under names that tell nothing. */
const SHAPES = {
  github: `ghp_${letters('github', 36)}`,
  fine: `github_pat_${letters('fine', 30)}`,
  gitlab: `glpat-${letters('gitlab', 20)}`,
  slack: `xoxb-${digits('slack', 10)}-${letters('slack', 20)}`,
  aws: `AKIA${letters('aws', 40).toUpperCase().slice(0, 16)}`,
  google: `AIza${letters('google', 35)}`,
  oauth: `ya29.${letters('oauth', 30)}`,
  npm: `npm_${letters('npm', 36)}`,
  stripe: `sk_live_${letters('stripe', 24)}`,
  openai: `sk-proj-${letters('openai', 30)}1`,
  mail: `SG.${letters('mail', 22)}.${letters('mail!', 40)}`,
  hugging: `hf_${letters('hugging', 34)}`,
  pypi: `pypi-${letters('pypi', 40)}`,
  shop: `shpat_${createHash('md5').update('shop').digest('hex')}`,
  jwt: jwt('free'),
  pem: `-----BEGIN PRIVATE KEY-----\n${letters('pem 1', 60)}\n${letters('pem 2', 60)}\n-----END PRIVATE KEY-----`,
  storage: `DefaultEndpointsProtocol=https;AccountKey=${letters('storage', 40)}1==;EndpointSuffix=x`,
  postgres: `postgres://app:${letters('postgres', 12)}@db.example/shop`,
};

/** What a server says by itself. */
const TOLD = {
  session: letters('told session', 24),
  nested: `${letters('told nested', 16)}"1`,
  file: letters('told file', 18) + '1',
  progress: letters('told progress', 20) + '1',
  failure: letters('told failure', 20) + '1',
  resource: letters('told resource', 20),
};

const MIRRORED = { pin: digits('mirrored', 9), region: `${letters('mirrored region', 10)} ä1` };

/** The values that no file may have, each with where it was planted. */
export const PLANTED: readonly (readonly [place: string, value: string])[] = [
  ...Object.entries(HEADERS).flatMap(([name, value]): [string, string][] =>
    partsOf(value).map((part) => [name, part]),
  ),
  ['basic password', letters('basic', 14)],
  ...Object.entries(QUERY),
  ...Object.entries(ARGUMENTS).flatMap(([name, value]): [string, string][] =>
    [value].flat().map((one) => [name, String(one).replace(/^Bearer /, '')]),
  ),
  ...Object.entries(SHAPES).map(([name, value]): [string, string] => [name, coreOf(name, value)]),
  ...Object.entries(TOLD),
  ...Object.entries(MIRRORED),
];

function partsOf(value: string): string[] {
  if (value.startsWith('sid=')) return [...value.matchAll(/=([^;]{10,})/g)].map((match) => match[1] ?? '');
  if (value.startsWith('https:')) return [/code=(\w+)/.exec(value)?.[1] ?? ''];
  return [value.replace(/^(?:Bearer|Basic) /, '')];
}

function coreOf(name: string, value: string): string {
  if (name === 'pem') return letters('pem 1', 60);
  if (name === 'storage') return `${letters('storage', 40)}1==`;
  return name === 'postgres' ? letters('postgres', 12) : value;
}

/** Instances of a server of the official SDK that is full of secrets. `shared`: all know each basket, and not only its maker. */
export function startVault({ shared }: { readonly shared: boolean }): Promise<StatefulFleet> {
  const all = new Set<string>();
  let last = 0;
  return startStateful(() => {
    const own = shared ? all : new Set<string>();
    const next = (): string => {
      last += 1;
      const basketId = `basket-${digits(`basket ${String(last)}`, 12)}`;
      own.add(basketId);
      return basketId;
    };
    return (server: McpServer) => {
      registerTools(server, { next, has: (id) => own.has(id) });
      server.registerResource('vault', 'vault://file', {}, (uri) => ({
        contents: [{ uri: uri.href, blob: Buffer.from(`{"token":"${TOLD.resource}"}`).toString('base64') }],
      }));
    };
  });
}

interface Baskets {
  next(): string;
  has(id: string): boolean;
}

function registerTools(server: McpServer, baskets: Baskets): void {
  const any = z.looseObject({});
  server.registerTool('login', { inputSchema: any }, () =>
    said({ basketId: baskets.next(), sessionToken: TOLD.session }),
  );
  server.registerTool('keep', { inputSchema: any, annotations: { readOnlyHint: true } }, (values) => {
    const text = JSON.stringify({ deep: JSON.stringify({ secret: TOLD.nested, again: values }) });
    return {
      content: [
        { type: 'text', text },
        { type: 'text', text: `kept ${values['password'] as string}` },
      ],
    };
  });
  server.registerTool(
    'shapes',
    { inputSchema: any, annotations: { readOnlyHint: true } },
    async (values, context) => {
      const progressToken = context.mcpReq._meta?.progressToken ?? 'none';
      await context.mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken, progress: 1, message: `using password=${TOLD.progress} now` },
      });
      const file = Buffer.from(`# settings\nAPI_KEY=${TOLD.file}\n`).toString('base64');
      return {
        content: [
          { type: 'text', text: Object.values(values).join(' and ') },
          { type: 'resource', resource: { uri: 'vault://env', blob: file } },
        ],
      };
    },
  );
  const mirrored = z.object({
    pin: z.string().meta({ 'x-mcp-header': 'Pin' }),
    region: z.string().meta({ 'x-mcp-header': 'Region-Token' }),
  });
  server.registerTool(
    'mirror',
    { inputSchema: mirrored, annotations: { readOnlyHint: true } },
    ({ region }) => said({ region, ok: true }),
  );
  server.registerTool('fail', { inputSchema: any, annotations: { readOnlyHint: true } }, () => {
    throw new Error(`401 for token: ${TOLD.failure}`);
  });
  server.registerTool(
    'basket',
    { inputSchema: z.object({ basketId: z.string() }), annotations: { readOnlyHint: true } },
    ({ basketId }) => said({ basketId, known: baskets.has(basketId) }),
  );
}

/** A session in which all of them are sent or answered, and a basket whose id flows. */
export async function driveVault(url: string): Promise<void> {
  const query = new URLSearchParams(QUERY);
  const client: ModernClient = createModernClient(`${url}?${query.toString()}`, 'vault-client');
  const call = (name: string, args: object, headers: Readonly<Record<string, string>> = {}) =>
    client.ask(
      'tools/call',
      { name, arguments: args },
      { headers: { ...HEADERS, ...headers }, meta: { progressToken: `vault-${name}` } },
    );
  await client.ask('tools/list');
  const { result } = await call('login', { user: 'ann' });
  const { basketId } = result?.['structuredContent'] as { readonly basketId: string };
  await call('keep', ARGUMENTS);
  await call('shapes', SHAPES);
  await call('mirror', MIRRORED, {
    'Mcp-Param-Pin': MIRRORED.pin,
    'Mcp-Param-Region-Token': `=?base64?${Buffer.from(MIRRORED.region).toString('base64')}?=`,
  });
  await call('fail', {});
  await client.ask('resources/read', { uri: 'vault://file' });
  for (let turn = 0; turn < 3; turn += 1) await call('basket', { basketId });
}

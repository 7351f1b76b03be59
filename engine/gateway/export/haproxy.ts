import type { HeaderCondition } from '../../../shared/model/gateway.ts';
import { comment, describeMatch, preamble } from './comments.ts';
import { decodedPattern, isEncodedHeader } from './header-patterns.ts';
import type { Policy, PolicyAction, PolicyPool, PolicyServer } from './policy.ts';

const OF_HAPROXY = [
  'HAProxy writes all names of headers in lower case.',
  'Of several headers with one name HAProxy compares each; Hopscope joins them by a comma.',
];

const TIMEOUTS = [
  'defaults hopscope',
  '    mode http',
  '    timeout connect 5s',
  ...comment('Streams may be silent for long.', '    '),
  '    timeout client 1h',
  '    timeout server 1h',
  ...comment('As in Hopscope, nobody else is tried.', '    '),
  '    retries 0',
];

/** HAProxy's weights end here. */
const MOST_WEIGHT = 256;

/** The policy for HAProxy 2.6 and later, as a whole configuration file. Pure. */
export function toHaproxy(policy: Policy): string {
  const pools = [...policy.rules, { action: policy.otherwise }].flatMap(({ action }) =>
    action.kind === 'pool' ? [action.pool] : [],
  );
  return [
    ...preamble(policy, 'HAProxy', OF_HAPROXY),
    '',
    ...TIMEOUTS,
    ...frontend(policy),
    ...pools.flatMap((pool) => backend(pool)),
    '',
  ].join('\n');
}

function frontend(policy: Policy): readonly string[] {
  const { host, port } = policy.listen;
  const actions: readonly { readonly label: string; readonly action: PolicyAction }[] = [
    ...policy.rules,
    { label: 'otherwise', action: policy.otherwise },
  ];
  return [
    '',
    'frontend hopscope',
    `    bind ${host}:${String(port)}`,
    ...decodings(policy),
    ...policy.rules.flatMap(({ label, title, match }) => [
      '',
      ...comment(`${title}: ${describeMatch(match)}.`, '    '),
      ...match.map((condition, index) => `    acl ${label}_${String(index + 1)} ${test(condition)}`),
      `    http-request set-var(txn.rule) str(${label}) if ${[NOT_YET, ...match.map((condition, index) => term(condition, `${label}_${String(index + 1)}`))].join(' ')}`,
    ]),
    `    http-request set-var(txn.rule) str(otherwise) if ${NOT_YET}`,
    '',
    ...actions.map(({ label, action }) => destination(label, action)),
  ];
}

/** The first rule that holds decides. */
const NOT_YET = '!{ var(txn.rule) -m found }';

/** Values that a client may write in the Base64 form are decoded once, before the rules. */
function decodings(policy: Policy): readonly string[] {
  const pools = [...policy.rules.map(({ action }) => action), policy.otherwise];
  const hashed = pools.flatMap((action) =>
    action.kind === 'pool' && action.pool.strategy.kind === 'hash' ? [action.pool.strategy.header] : [],
  );
  const compared = policy.rules.flatMap(({ match }) => match.map(({ header }) => header));
  const headers = new Set(
    [...compared, ...hashed].filter(isEncodedHeader).map((header) => header.toLowerCase()),
  );
  return [...headers].flatMap((header) => [
    `    http-request set-var(${variableOf(header)}) req.fhdr(${header})`,
    `    http-request set-var(${variableOf(header)}) req.fhdr(${header}),bytes(9),word(1,?),b64dec ` +
      `if { req.fhdr(${header}) -m reg '^=\\?base64\\?[A-Za-z0-9+/]+={0,2}\\?=$' }`,
  ]);
}

function test(condition: HeaderCondition): string {
  const { header, test: kind, value = '' } = condition;
  const isDecoded = isEncodedHeader(header);
  const source = isDecoded ? `var(${variableOf(header)})` : `req.fhdr(${header.toLowerCase()})`;
  // What is not decoded is compared byte by byte, and a header's characters are its bytes.
  const form = isDecoded || /[\u0100-\uffff]/.test(value) ? 'utf8' : 'latin1';
  switch (kind) {
    case 'present':
    case 'absent':
      return `${source} -m found`;
    case 'exact':
      return `${source} -m str -- ${quoted(value, form)}`;
    case 'prefix':
      return value === '' ? `${source} -m found` : `${source} -m beg -- ${quoted(value, form)}`;
    case 'pattern':
      return `${source} -m reg -- ${quoted(decodedPattern(condition, form))}`;
  }
}

function term({ test: kind }: HeaderCondition, name: string): string {
  return kind === 'absent' ? `!${name}` : name;
}

function destination(label: string, action: PolicyAction): string {
  const condition = `if { var(txn.rule) -m str ${label} }`;
  if (action.kind === 'pool') return `    use_backend hopscope_${label} ${condition}`;
  const body =
    action.text === '' ? '' : ` content-type ${quoted(action.mediaType)} string ${quoted(action.text)}`;
  return `    http-request return status ${String(action.status)}${body} ${condition}`;
}

function backend(pool: PolicyPool): readonly string[] {
  const { lines, remarks } = balanceOf(pool);
  const authorities = new Set(pool.servers.map(({ authority }) => authority));
  const several = 'Hopscope sends each instance its own Host; of several, HAProxy sends the first one’s.';
  return [
    '',
    `backend hopscope_${pool.label}`,
    ...remarks.flatMap((remark) => comment(remark, '    ')),
    ...lines.map((line) => `    ${line}`),
    ...(authorities.size > 1 ? comment(several, '    ') : []),
    `    http-request set-header Host ${pool.servers[0]?.authority ?? ''}`,
    ...scaled(pool.servers).map((server) => `    ${serverLine(server)}`),
  ];
}

function balanceOf({ strategy, servers }: PolicyPool): {
  readonly lines: readonly string[];
  readonly remarks: readonly string[];
} {
  switch (strategy.kind) {
    case 'round-robin':
      return { lines: ['balance roundrobin'], remarks: [] };
    case 'pinned':
      return { lines: [], remarks: [`Pinned to ${servers[0]?.name ?? ''}.`] };
    case 'random':
      return { lines: ['balance random(1)'], remarks: ['HAProxy takes no seed for its chance.'] };
    case 'least-pending':
      return { lines: ['balance leastconn'], remarks: [] };
    case 'weighted':
      return { lines: ['balance roundrobin'], remarks: weightRemarks(servers) };
    case 'hash': {
      const { header } = strategy;
      const by = isEncodedHeader(header)
        ? `balance hash var(${variableOf(header)})`
        : `balance hdr(${header})`;
      const remark =
        `The same ${header} always goes to one instance, but not to the same one as in Hopscope: the hashes ` +
        'differ. Requests without it go round.';
      return { lines: [by, 'hash-type consistent'], remarks: [remark] };
    }
    case 'sticky': {
      const { kind, name } = strategy.by;
      const fetch = kind === 'cookie' ? `cook(${name})` : `hdr(${name})`;
      return {
        lines: [
          'balance roundrobin',
          'stick-table type string len 512 size 100k expire 24h',
          `stick on req.${fetch}`,
          `stick store-response res.${fetch}`,
        ],
        remarks: [
          'The table is in the memory of one HAProxy: it is empty after a restart, and another one has its own. ' +
            'Values are told apart by their first 511 characters.',
        ],
      };
    }
  }
}

function weightRemarks(servers: readonly PolicyServer[]): readonly string[] {
  const exact = scaled(servers).every(
    ({ weight = 1 }, index) => weight === (servers[index]?.weight ?? 1) / divisorOf(servers),
  );
  return exact ? [] : [`HAProxy’s weights end at ${String(MOST_WEIGHT)}; these are rounded.`];
}

/** Weights of the same shares, as near as HAProxy’s range allows; a share never becomes none. */
function scaled(servers: readonly PolicyServer[]): readonly PolicyServer[] {
  const divisor = divisorOf(servers);
  const most = Math.max(...servers.map(({ weight = 1 }) => weight / divisor));
  const factor = most > MOST_WEIGHT ? MOST_WEIGHT / most : 1;
  return servers.map((server) => {
    const { weight } = server;
    if (weight === undefined || weight === 0) return server;
    return { ...server, weight: Math.max(1, Math.round((weight / divisor) * factor)) };
  });
}

function divisorOf(servers: readonly PolicyServer[]): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  return servers.reduce((divisor, { weight = 1 }) => common(divisor, weight), 0) || 1;
}

function serverLine({ label, host, port, secure, trustsAny, weight }: PolicyServer): string {
  const share = weight === undefined ? '' : ` weight ${String(weight)}`;
  const trust = trustsAny ? 'verify none' : 'verify required ca-file @system-ca';
  return `server ${label} ${host}:${String(port)}${share}${secure ? ` ssl ${trust} sni str(${host})` : ''}`;
}

/** Header names hold characters that names of variables do not: `_` and the number stand for them. */
function variableOf(header: string): string {
  const name = header
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, (other) => `_${other.charCodeAt(0).toString(16)}_`);
  return `txn.${name.replaceAll('-', '_')}`;
}

/** Single quotes where that is enough; else double ones, in which bytes can be written as numbers. */
function quoted(text: string, form: 'utf8' | 'latin1' = 'utf8'): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes("'")) return `'${text}'`;
  let inside = '';
  for (const byte of Buffer.from(text, form)) {
    const character = String.fromCharCode(byte);
    inside += /[A-Za-z0-9 _.,:;/()[\]{}<>=+*?!@%&~^|-]/.test(character)
      ? character
      : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `"${inside}"`;
}

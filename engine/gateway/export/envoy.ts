import type { HeaderCondition, StickyKey } from '../../../shared/model/gateway.ts';
import { comment, describeMatch, preamble } from './comments.ts';
import { headerPattern, isEncodedHeader } from './header-patterns.ts';
import type { Policy, PolicyAction, PolicyPool, PolicyServer } from './policy.ts';

const OF_ENVOY = [
  'Envoy writes all names of headers in lower case.',
  'Names of headers with other characters than letters, digits and - may be refused by Envoy’s default settings.',
];

const FILTERS = 'envoy.extensions.filters.http';
const STATEFUL = 'envoy.extensions.http.stateful_session';

/** The policy for Envoy as a static bootstrap (v3 API, YAML). Pure. */
export function toEnvoy(policy: Policy): string {
  const { host, port } = policy.listen;
  const pools = [...policy.rules.map(({ action }) => action), policy.otherwise].flatMap((action) =>
    action.kind === 'pool' ? [action.pool] : [],
  );
  const isSticky = pools.some(({ strategy }) => strategy.kind === 'sticky');
  return [
    ...preamble(policy, 'Envoy', OF_ENVOY),
    'static_resources:',
    '  listeners:',
    '  - name: hopscope',
    '    address:',
    `      socket_address: { address: ${text(host === 'localhost' ? '127.0.0.1' : host)}, port_value: ${String(port)} }`,
    '    filter_chains:',
    '    - filters:',
    '      - name: envoy.filters.network.http_connection_manager',
    '        typed_config:',
    '          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    '          stat_prefix: hopscope',
    ...comment('Streams may be silent for long.', '          '),
    '          stream_idle_timeout: 0s',
    '          route_config:',
    '            name: hopscope',
    '            virtual_hosts:',
    '            - name: hopscope',
    '              domains: ["*"]',
    '              routes:',
    ...[
      ...policy.rules,
      { title: 'What no rule takes', match: [], label: '', action: policy.otherwise },
    ].flatMap(({ title, match, action }) => [
      ...comment(`${title}: ${describeMatch(match)}.`, '              '),
      ...routeOf(match, action).map((line) => `              ${line}`),
    ]),
    '          http_filters:',
    ...(isSticky ? statefulFilter() : []),
    '          - name: envoy.filters.http.router',
    '            typed_config:',
    `              "@type": type.googleapis.com/${FILTERS}.router.v3.Router`,
    '  clusters:',
    ...pools.flatMap((pool) => clusterOf(pool).map((line) => `  ${line}`)),
    '',
  ].join('\n');
}

function routeOf(match: readonly HeaderCondition[], action: PolicyAction): readonly string[] {
  return [
    '- match:',
    '    prefix: "/"',
    ...(match.length > 0 ? ['    headers:'] : []),
    ...match.flatMap((condition) => matcherOf(condition).map((line) => `    ${line}`)),
    ...(action.kind === 'pool' ? routeTo(action.pool) : answerOf(action)),
  ];
}

function matcherOf(condition: HeaderCondition): readonly string[] {
  const { header, test, value = '' } = condition;
  const name = `- name: ${text(header)}`;
  if (test === 'present') return [name, '  present_match: true'];
  if (test === 'absent') return [name, '  present_match: false'];
  if (!isEncodedHeader(header) && test === 'exact')
    return [name, `  string_match: { exact: ${text(value)} }`];
  if (!isEncodedHeader(header) && test === 'prefix' && value !== '') {
    return [name, `  string_match: { prefix: ${text(value)} }`];
  }
  const { regex, shortfall } = headerPattern(condition);
  return [
    ...(shortfall === undefined ? [] : comment(shortfall)),
    name,
    `  string_match: { safe_regex: { regex: ${text(regex)} } }`,
  ];
}

function answerOf({
  status,
  text: body,
  mediaType,
}: Extract<PolicyAction, { kind: 'refuse' }>): readonly string[] {
  const lines = ['  direct_response:', `    status: ${String(status)}`];
  if (body === '') return lines;
  return [
    ...lines,
    `    body: { inline_string: ${text(body)} }`,
    '  response_headers_to_add:',
    `  - header: { key: content-type, value: ${text(mediaType)} }`,
    '    append_action: OVERWRITE_IF_EXISTS_OR_ADD',
  ];
}

function routeTo({ label, strategy, servers }: PolicyPool): readonly string[] {
  const lines = [
    '  route:',
    `    cluster: hopscope_${label}`,
    '    timeout: 0s',
    // Each instance gets its own Host.
    ...(servers.some(({ host }) => !isAddress(host)) ? ['    auto_host_rewrite: true'] : hostLines(servers)),
  ];
  if (strategy.kind === 'hash') {
    lines.push(
      ...comment(
        `The same ${strategy.header} always goes to one instance, but not to the same one as in Hopscope: the hashes ` +
          'differ. It decodes no Base64: a value in the form =?base64?…?= is another one than in the plain form. ' +
          'Requests without the header go to any instance.',
        '    ',
      ),
      '    hash_policy:',
      `    - header: { header_name: ${text(strategy.header)} }`,
    );
  }
  if (strategy.kind === 'sticky') lines.push(...stickyLines(strategy.by));
  return lines;
}

function hostLines(servers: readonly PolicyServer[]): readonly string[] {
  const several = new Set(servers.map(({ authority }) => authority)).size > 1;
  return [
    ...(several
      ? comment(
          'Hopscope sends each instance its own Host; of several addresses, this is the first one’s.',
          '    ',
        )
      : []),
    `    host_rewrite_literal: ${text(servers[0]?.authority ?? '')}`,
  ];
}

/** The filter does nothing but on the routes that name a session. */
function statefulFilter(): readonly string[] {
  return [
    '          - name: envoy.filters.http.stateful_session',
    '            typed_config:',
    `              "@type": type.googleapis.com/${FILTERS}.stateful_session.v3.StatefulSession`,
  ];
}

function stickyLines({ kind, name }: StickyKey): readonly string[] {
  if (kind === 'cookie') {
    return [
      ...comment(
        `Sticky by the cookie ${name} CANNOT BE EXPRESSED: Envoy learns nothing from a server’s own cookie. Instead it ` +
          'gives out one of its own, which a client must keep and send.',
        '    ',
      ),
      ...perRoute('cookie.v3.CookieBasedSessionState', ['cookie: { name: "hopscope-instance", path: "/" }']),
    ];
  }
  return [
    ...comment(
      `Envoy remembers nothing: it adds the address of the instance to ${name} in answers, and takes it off again in ` +
        'requests. Clients see a longer value than the server gave out. The extension is in Envoy 1.37; older ones may lack it.',
      '    ',
    ),
    ...perRoute('envelope.v3.EnvelopeSessionState', [`header: { name: ${text(name)} }`]),
  ];
}

function perRoute(type: string, settings: readonly string[]): readonly string[] {
  return [
    '  typed_per_filter_config:',
    '    envoy.filters.http.stateful_session:',
    `      "@type": type.googleapis.com/${FILTERS}.stateful_session.v3.StatefulSessionPerRoute`,
    '      stateful_session:',
    '        session_state:',
    `          name: envoy.http.stateful_session.${type.slice(0, type.indexOf('.'))}`,
    '          typed_config:',
    `            "@type": type.googleapis.com/${STATEFUL}.${type}`,
    ...settings.map((line) => `            ${line}`),
  ];
}

function clusterOf(pool: PolicyPool): readonly string[] {
  const { label, servers } = pool;
  const { policy, remarks } = balanceOf(pool);
  const open = servers.filter(({ weight }) => weight !== 0);
  const idle = servers.filter(({ weight }) => weight === 0).map(({ name }) => name);
  const secure = open.filter((server) => server.secure);
  return [
    ...remarks.flatMap((remark) => comment(remark)),
    ...(idle.length > 0 ? comment(`Left out, since their weight is 0: ${idle.join(', ')}.`) : []),
    `- name: hopscope_${label}`,
    `  type: ${open.every(({ host }) => isAddress(host)) ? 'STATIC' : 'STRICT_DNS'}`,
    '  connect_timeout: 5s',
    `  lb_policy: ${policy}`,
    ...(secure.length > 0 ? tlsLines(open, secure) : []),
    '  load_assignment:',
    `    cluster_name: hopscope_${label}`,
    '    endpoints:',
    '    - lb_endpoints:',
    ...open.flatMap(({ name, host, port, authority, weight }) => [
      ...comment(name, '      '),
      '      - endpoint:',
      `          hostname: ${text(authority)}`,
      `          address: { socket_address: { address: ${text(host.replace(/^\[|\]$/g, ''))}, port_value: ${String(port)} } }`,
      ...(weight === undefined ? [] : [`        load_balancing_weight: ${String(weight)}`]),
    ]),
  ];
}

function balanceOf({ strategy, servers }: PolicyPool): {
  readonly policy: string;
  readonly remarks: readonly string[];
} {
  switch (strategy.kind) {
    case 'round-robin':
    case 'weighted':
      return { policy: 'ROUND_ROBIN', remarks: [] };
    case 'pinned':
      return { policy: 'ROUND_ROBIN', remarks: [`Pinned to ${servers[0]?.name ?? ''}.`] };
    case 'random':
      return { policy: 'RANDOM', remarks: ['Envoy takes no seed for its chance.'] };
    case 'least-pending':
      return {
        policy: 'LEAST_REQUEST',
        remarks: ['Envoy compares two instances that it picks by chance, not all of them.'],
      };
    case 'hash':
      return { policy: 'RING_HASH', remarks: [] };
    case 'sticky':
      return { policy: 'ROUND_ROBIN', remarks: [] };
  }
}

function tlsLines(open: readonly PolicyServer[], secure: readonly PolicyServer[]): readonly string[] {
  const trusting = secure.filter(({ trustsAny }) => trustsAny).map(({ name }) => name);
  const plain = open.filter((server) => !server.secure).map(({ name }) => name);
  return [
    ...(plain.length > 0
      ? comment(`Envoy speaks TLS to all of a cluster or to none; these do not: ${plain.join(', ')}.`, '  ')
      : []),
    ...(trusting.length > 0
      ? comment(`Certificates are not verified here: ${trusting.join(', ')} would not pass.`, '  ')
      : []),
    '  transport_socket:',
    '    name: envoy.transport_sockets.tls',
    '    typed_config:',
    '      "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
    `      sni: ${text(secure[0]?.host ?? '')}`,
    ...(trusting.length > 0
      ? []
      : [
          '      common_tls_context:',
          '        validation_context: { trusted_ca: { filename: /etc/ssl/certs/ca-certificates.crt } }',
        ]),
  ];
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^[0-9.]+$/.test(host);
}

/** A JSON string is a YAML string. */
function text(value: string): string {
  return JSON.stringify(value);
}

import type { HeaderCondition } from '../../../shared/model/gateway.ts';
import { comment, describeMatch, preamble } from './comments.ts';
import { headerPattern } from './header-patterns.ts';
import type { Policy, PolicyAction, PolicyPool, PolicyRule, PolicyServer } from './policy.ts';

const OF_NGINX = [
  'Put it where nginx includes files inside http { … }, such as /etc/nginx/conf.d/.',
  'nginx 1.22 reads the first of several headers with one name; Hopscope joins them by a comma.',
  'To nginx a header with an empty value is absent.',
];

/** Longest text that one parameter of nginx may hold, with room for what it is escaped by. */
const LONGEST_TEXT = 1_800;

/**
 * The policy for nginx 1.22 and later, open source, as a file that its `http` block includes. A rule that it cannot
 * express stands in it as a comment with the reason. Pure.
 */
export function toNginx(policy: Policy): string {
  const rules = policy.rules.map((rule) => ({ rule, obstacle: obstacleOf(rule.match) }));
  const usable = rules.filter(({ obstacle }) => obstacle === undefined).map(({ rule }) => rule);
  const actions = [...usable, { label: 'otherwise', action: policy.otherwise }];
  return [
    ...preamble(policy, 'nginx', OF_NGINX),
    '',
    'variables_hash_max_size 8192;',
    ...actions.flatMap(({ label, action }) =>
      action.kind === 'pool' ? upstreamsOf(label, action.pool) : [],
    ),
    ...rules.flatMap(({ rule, obstacle }) =>
      obstacle === undefined ? ruleMaps(rule) : lost(rule, obstacle),
    ),
    ...tableMap(usable, policy.otherwise),
    ...textsOf(actions),
    ...serverBlock(policy, actions),
    '',
  ].join('\n');
}

type Labelled = Pick<PolicyRule, 'label' | 'action'>;

/** Why nginx cannot hold a request against these conditions: a sentence. */
function obstacleOf(match: readonly HeaderCondition[]): string | undefined {
  for (const { header, value = '' } of match) {
    if (!/^[A-Za-z0-9_-]+$/.test(header))
      return `nginx has no variable for a header with the name ${header}.`;
    if (value.length > LONGEST_TEXT)
      return `nginx takes no text as long as the one that ${header} is held against.`;
  }
  return undefined;
}

function lost(rule: PolicyRule, obstacle: string): readonly string[] {
  return ['', ...comment(`${rule.title}: ${describeMatch(rule.match)}. NOT EXPORTED: ${obstacle}`)];
}

function upstreamsOf(label: string, pool: PolicyPool): readonly string[] {
  const { servers, strategy } = pool;
  const secure = servers[0]?.secure === true;
  const same = servers.filter((server) => server.secure === secure);
  const others = servers.filter((server) => server.secure !== secure);
  const { method, remarks } = methodOf(pool);
  const block = (name: string, lines: readonly string[]): readonly string[] => [
    '',
    ...(name === poolName(label) ? remarks.flatMap((remark) => comment(remark)) : []),
    `upstream ${name} {`,
    `    zone ${name} 256k;`,
    ...lines,
    ...same.map((server) => `    ${serverLine(server)}`),
    ...others.flatMap((server) =>
      comment(
        `${serverLine(server)} LEFT OUT: nginx speaks either http or https to all servers of a group.`,
        '    ',
      ),
    ),
    '    keepalive 32;',
    '}',
  ];
  const main = block(poolName(label), method === undefined ? [] : [`    ${method};`]);
  if (strategy.kind !== 'hash') return main;
  return [
    ...main,
    ...comment(`Requests without ${strategy.header} go round.`),
    ...block(`${poolName(label)}_without`, []).slice(1),
  ];
}

function methodOf({ strategy, servers }: PolicyPool): {
  readonly method: string | undefined;
  readonly remarks: readonly string[];
} {
  switch (strategy.kind) {
    case 'round-robin':
      return { method: undefined, remarks: [] };
    case 'pinned':
      return { method: undefined, remarks: [`Pinned to ${servers[0]?.name ?? ''}.`] };
    case 'random':
      return { method: 'random', remarks: ['nginx takes no seed for its chance.'] };
    case 'least-pending':
      return { method: 'least_conn', remarks: [] };
    case 'hash':
      return {
        method: `hash ${variableOf(strategy.header)} consistent`,
        remarks: [
          `The same ${strategy.header} always goes to one instance, but not to the same one as in Hopscope: the ` +
            'hashes differ. It decodes no Base64: a value in the form =?base64?…?= is another one than in the plain form.',
        ],
      };
    case 'weighted':
      return { method: undefined, remarks: [] };
    case 'sticky': {
      const { kind, name } = strategy.by;
      return {
        method: 'hash $remote_addr consistent',
        remarks: [
          `Sticky by ${kind === 'cookie' ? `the cookie ${name}` : name} CANNOT BE EXPRESSED: open source nginx 1.22 ` +
            'learns nothing from answers ("sticky learn" is in NGINX Plus). Instead, each client address keeps one ' +
            'instance: that holds its sessions together, but clients behind one address are not spread.',
        ],
      };
    }
  }
}

function serverLine({ host, port, weight, name }: PolicyServer): string {
  // Hopscope tries no other instance and avoids none after a failure.
  const share = weight === undefined ? '' : weight === 0 ? ' down' : ` weight=${String(weight)}`;
  return `server ${host}:${String(port)}${share} max_fails=0; ${comment(name).join(' ')}`;
}

/** One map a condition, and one that is 1 where all hold: regular expressions, since plain texts ignore case in maps. */
function ruleMaps({ title, label, match, action }: PolicyRule): readonly string[] {
  const lines = ['', ...comment(`${title}: ${describeMatch(match)}.`)];
  if (action.kind === 'refuse') lines.push(...comment(`Refused with ${String(action.status)}.`));
  const names = match.map((_condition, index) => `$hopscope_${label}_${String(index + 1)}`);
  for (const [index, condition] of match.entries()) {
    const { header, test } = condition;
    lines.push(`map ${variableOf(header)} ${names[index] ?? ''} {`);
    if (test === 'present' || test === 'absent') {
      lines.push(
        `    default ${test === 'present' ? '1' : '0'};`,
        `    "" ${test === 'present' ? '0' : '1'};`,
      );
    } else {
      const { regex, shortfall } = headerPattern(condition);
      if (shortfall !== undefined) lines.push(...comment(shortfall, '    '));
      lines.push('    default 0;');
      // An absent header must not pass for one that begins with nothing.
      lines.push('    "" 0;', `    "~${regex}" 1;`);
    }
    lines.push('}');
  }
  lines.push(`map "${names.length === 0 ? '1' : names.join('')}" $hopscope_${label} {`);
  lines.push('    default 0;', '    "~^1+$" 1;', '}');
  return lines;
}

/** The first rule that holds decides. */
function tableMap(rules: readonly PolicyRule[], otherwise: PolicyAction): readonly string[] {
  const maps: string[] = [];
  for (const { label, action } of [...rules, { label: 'otherwise', action: otherwise }]) {
    if (action.kind !== 'pool' || action.pool.strategy.kind !== 'hash') continue;
    const scheme = schemeOf(action.pool);
    maps.push(`map ${variableOf(action.pool.strategy.header)} $hopscope_${label}_to {`);
    maps.push(`    default ${scheme}${poolName(label)};`, `    "" ${scheme}${poolName(label)}_without;`, '}');
  }
  const key = rules.map(({ label }) => `$hopscope_${label}`).join('');
  const rows = (of: (label: string, action: PolicyAction) => string): readonly string[] => [
    `    default ${of('otherwise', otherwise)};`,
    ...rules.map(({ label, action }, index) => `    "~^${'0'.repeat(index)}1" ${of(label, action)};`),
  ];
  return [
    '',
    ...comment('The table: the first rule that holds decides.'),
    ...maps,
    `map "${key}" $hopscope_to {`,
    ...rows(targetOf),
    '}',
    `map "${key}" $hopscope_host {`,
    ...rows(authorityOf),
    '}',
  ];
}

function targetOf(label: string, action: PolicyAction): string {
  if (action.kind === 'refuse') return `refuse_${label}`;
  if (action.pool.strategy.kind === 'hash') return `$hopscope_${label}_to`;
  return `${schemeOf(action.pool)}${poolName(label)}`;
}

function authorityOf(_label: string, action: PolicyAction): string {
  return action.kind === 'pool' ? (action.pool.servers[0]?.authority ?? '""') : '""';
}

/** `geo` takes a text as it is, where a dollar sign would begin a variable elsewhere. */
function textsOf(actions: readonly Labelled[]): readonly string[] {
  return actions.flatMap(({ label, action }) => {
    if (action.kind !== 'refuse') return [];
    const cut = action.text.length > LONGEST_TEXT;
    return [
      ...(cut ? comment('The text is cut: nginx takes none that long.') : []),
      `geo $hopscope_${label}_text { default ${quoted(action.text.slice(0, LONGEST_TEXT))}; }`,
    ];
  });
}

function serverBlock(policy: Policy, actions: readonly Labelled[]): readonly string[] {
  const { host, port } = policy.listen;
  const address = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const hosts = new Set(policy.servers.map(({ authority }) => authority));
  return [
    '',
    'server {',
    `    listen ${address}:${String(port)};`,
    '    client_max_body_size 0;',
    '    underscores_in_headers on;',
    '    ignore_invalid_headers off;',
    '    default_type "text/plain; charset=utf-8";',
    '',
    '    location / {',
    ...actions.flatMap(({ label, action }) => (action.kind === 'refuse' ? refusal(label, action) : [])),
    '        proxy_pass $hopscope_to;',
    ...(hosts.size > 1
      ? comment(
          'Hopscope sends each instance its own Host; of a group of several, nginx sends the first one’s.',
          '        ',
        )
      : []),
    '        proxy_set_header Host $hopscope_host;',
    '        proxy_http_version 1.1;',
    '        proxy_set_header Connection "";',
    ...comment('Events must reach the client as they come, and streams may be silent for long.', '        '),
    '        proxy_buffering off;',
    '        proxy_request_buffering off;',
    '        proxy_read_timeout 1h;',
    '        proxy_send_timeout 1h;',
    '        gzip off;',
    ...comment('As in Hopscope: nobody else is tried, and what the server says is passed on.', '        '),
    '        proxy_next_upstream off;',
    '        proxy_pass_header Server;',
    '        proxy_pass_header Date;',
    ...comment('nginx would consume X-Accel-Buffering.', '        '),
    '        proxy_ignore_headers X-Accel-Buffering;',
    '        proxy_pass_header X-Accel-Buffering;',
    ...tlsLines(policy),
    '    }',
    '}',
  ];
}

function tlsLines({ servers }: Policy): readonly string[] {
  const secure = servers.filter((server) => server.secure);
  if (secure.length === 0) return [];
  const trusting = secure.filter(({ trustsAny }) => trustsAny).map(({ name }) => name);
  return [
    '        proxy_ssl_server_name on;',
    '        proxy_ssl_name $hopscope_host;',
    ...(trusting.length > 0
      ? comment(`Certificates are not verified here: ${trusting.join(', ')} would not pass.`, '        ')
      : [
          '        proxy_ssl_verify on;',
          '        proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;',
        ]),
  ];
}

function refusal(
  label: string,
  { status, mediaType }: Extract<PolicyAction, { kind: 'refuse' }>,
): readonly string[] {
  const { line, remark } = returnOf(label, status);
  const remarks = [
    ...(remark === undefined ? [] : [remark]),
    ...(mediaType === 'application/json'
      ? ['Hopscope says application/json here; nginx has one type for all texts.']
      : []),
  ];
  return [
    ...remarks.flatMap((each) => comment(each, '        ')),
    `        if ($hopscope_to = refuse_${label}) { ${line}; }`,
  ];
}

function returnOf(label: string, status: number): { readonly line: string; readonly remark?: string } {
  if (status === 444) {
    return {
      line: `return 400 $hopscope_${label}_text`,
      remark: 'To nginx 444 means no answer at all; 400 instead.',
    };
  }
  if ([301, 302, 303, 307, 308].includes(status)) {
    return {
      line: `return ${String(status)}`,
      remark: 'nginx would take the text of a redirect for its target; it is left out.',
    };
  }
  return { line: `return ${String(status)} $hopscope_${label}_text` };
}

function poolName(label: string): string {
  return `hopscope_${label}`;
}

function schemeOf({ servers }: PolicyPool): string {
  return servers[0]?.secure === true ? 'https://' : 'http://';
}

function variableOf(header: string): string {
  return `$http_${header.toLowerCase().replaceAll('-', '_')}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\r', '\\r').replaceAll('\n', '\\n')}"`;
}

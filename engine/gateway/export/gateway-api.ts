import type { HeaderCondition } from '../../../shared/model/gateway.ts';
import { comment, describeMatch, item, preamble } from './comments.ts';
import { headerPattern, isEncodedHeader } from './header-patterns.ts';
import type { Policy, PolicyPool, PolicyRule, PolicyServer } from './policy.ts';

/** What one HTTPRoute takes: https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec */
const MOST_RULES = 16;
const MOST_HEADERS = 16;
const MOST_VALUE = 4096;

const OF_GATEWAY_API = [
  'Change the name of the Gateway, and make a Service for each instance; where each one is now is said below.',
  'A regular expression is understood by most implementations, but need not be.',
  'How requests are spread over the backends of a rule is up to the implementation; shares are met over time.',
  'The first of several headers with one name may be the only one that is compared; Hopscope joins them by a comma.',
];

/** The policy as an HTTPRoute of the Kubernetes Gateway API, v1. Pure. */
export function toGatewayApi(policy: Policy): string {
  const rules = policy.rules.map((rule) => ({ rule, obstacle: obstacleOf(rule.match) }));
  const usable = rules.filter(({ obstacle }) => obstacle === undefined).map(({ rule }) => rule);
  const fitting = new Set(usable.slice(0, MOST_RULES - 1));
  return [
    ...preamble(policy, 'the Kubernetes Gateway API', OF_GATEWAY_API),
    ...policy.servers.flatMap(({ label, name, host, port, secure, path }) =>
      item(`Service ${label}: ${name}, now at ${secure ? 'https' : 'http'}://${host}:${String(port)}${path}`),
    ),
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: HTTPRoute',
    'metadata:',
    `  name: ${nameOf(policy.gatewayName)}`,
    'spec:',
    '  parentRefs:',
    '  - name: gateway',
    '  rules:',
    ...rules.flatMap(({ rule, obstacle }, index) => [
      ...comment(`${rule.title}: ${describeMatch(rule.match)}.`, '  '),
      ...ruleLines(rule, obstacle ?? (fitting.has(rule) ? undefined : TOO_MANY), [
        ...rules.slice(0, index).map((earlier) => earlier.rule),
      ]),
    ]),
    ...comment('What no rule takes.', '  '),
    ...actionLines({ action: policy.otherwise, match: [] }).map((line) => `  ${line}`),
    '',
  ].join('\n');
}

const TOO_MANY = `an HTTPRoute has at most ${String(MOST_RULES)} rules.`;

function obstacleOf(match: readonly HeaderCondition[]): string | undefined {
  const names = match.map(({ header }) => header.toLowerCase());
  if (match.length > MOST_HEADERS) return `a match compares at most ${String(MOST_HEADERS)} headers.`;
  if (new Set(names).size < names.length)
    return 'of several conditions on one header only the first would count.';
  const absent = match.find(({ test }) => test === 'absent');
  if (absent) return `that ${absent.header} is absent cannot be asked for.`;
  const long = match.find((condition) => valueOf(condition).value.length > MOST_VALUE);
  return long && `the text that ${long.header} is held against is too long.`;
}

function ruleLines(
  rule: PolicyRule,
  obstacle: string | undefined,
  earlier: readonly PolicyRule[],
): readonly string[] {
  if (obstacle !== undefined) return comment(`NOT EXPORTED: ${obstacle}`, '  ');
  const broader = earlier.filter(({ match }) => match.length < rule.match.length).map(({ label }) => label);
  const order =
    'An HTTPRoute prefers the match with more headers, whatever the order: where this rule and one of ' +
    `${broader.join(', ')} hold, this one wins here, and the earlier one in Hopscope.`;
  return [
    ...(broader.length > 0 ? comment(order, '  ') : []),
    ...actionLines(rule).map((line) => `  ${line}`),
  ];
}

function actionLines({ action, match }: Pick<PolicyRule, 'action' | 'match'>): readonly string[] {
  const lines = match.length === 0 ? [] : ['matches:', '- headers:', ...match.flatMap(headerLines)];
  if (action.kind === 'pool') lines.push(...poolLines(action.pool));
  else {
    lines.push(
      ...comment(
        `Refused with ${String(action.status)}${action.text === '' ? '' : ` and the text ${JSON.stringify(action.text.slice(0, 200))}`}: ` +
          'NOT EXPRESSED. Without a backend it is refused with 500; implementations have filters of their own for this.',
      ),
      'backendRefs: []',
    );
  }
  const first = lines.findIndex((line) => !line.startsWith('#'));
  return lines.map((line, index) =>
    index === first ? `- ${line}` : line.startsWith('#') && index < first ? line : `  ${line}`,
  );
}

function headerLines(condition: HeaderCondition): readonly string[] {
  const { type, value, shortfall } = valueOf(condition);
  return [
    ...(shortfall === undefined ? [] : comment(shortfall, '  ')),
    `  - { type: ${type}, name: ${JSON.stringify(condition.header)}, value: ${JSON.stringify(value)} }`,
  ];
}

function valueOf(condition: HeaderCondition): {
  readonly type: 'Exact' | 'RegularExpression';
  readonly value: string;
  readonly shortfall?: string;
} {
  const { header, test, value = '' } = condition;
  if (test === 'exact' && value !== '' && !isEncodedHeader(header)) return { type: 'Exact', value };
  const { regex, shortfall } = headerPattern(condition);
  return { type: 'RegularExpression', value: regex, ...(shortfall !== undefined && { shortfall }) };
}

function poolLines({ strategy, servers }: PolicyPool): readonly string[] {
  const lines: string[] = [];
  switch (strategy.kind) {
    case 'random':
      lines.push(...comment('Neither chance nor its seed can be asked for.'));
      break;
    case 'least-pending':
      lines.push(
        ...comment('Least pending CANNOT BE EXPRESSED: the implementation spreads requests as it does.'),
      );
      break;
    case 'hash':
      lines.push(
        ...comment(
          `By the hash of ${strategy.header} CANNOT BE EXPRESSED: one ${strategy.header} may reach several instances. ` +
            'Implementations have policies of their own for this.',
        ),
      );
      break;
    case 'sticky':
      lines.push(...stickyLines(strategy.by.kind, strategy.by.name));
      break;
    case 'round-robin':
    case 'pinned':
    case 'weighted':
  }
  return [...lines, 'backendRefs:', ...servers.map(backendLine)];
}

function stickyLines(kind: 'header' | 'cookie', name: string): readonly string[] {
  return [
    ...comment(
      `Sticky by ${kind === 'cookie' ? `the cookie ${name}` : name} can be asked for in the experimental channel only ` +
        '(GEP-1619), and there the value is the implementation’s, not the server’s: it may take the place of the one ' +
        'that the server gives out.',
    ),
    'sessionPersistence:',
    `  type: ${kind === 'cookie' ? 'Cookie' : 'Header'}`,
    `  sessionName: ${JSON.stringify(name)}`,
  ];
}

function backendLine({ label, port, weight }: PolicyServer): string {
  const share = weight === undefined ? '' : `, weight: ${String(weight)}`;
  return `- { name: ${label}, port: ${String(port)}${share} }`;
}

/** The gateway's name as Kubernetes takes names. */
function nameOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  return slug === '' ? 'hopscope' : slug;
}

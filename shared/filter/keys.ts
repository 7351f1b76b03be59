import type { FilterFlag, FilterNumberField, FilterTextField } from '../model/filter.ts';

/** How the numbers of a key are written. */
export type NumberUnit = 'status' | 'plain' | 'time' | 'size';

/** What a key of the filter language stands for. */
export type FilterKey =
  | { readonly kind: 'text'; readonly field: FilterTextField }
  | {
      readonly kind: 'number';
      readonly field: FilterNumberField;
      readonly unit: NumberUnit;
      /** `slower:200ms` is `duration:>200ms`: the comparison is in the key. */
      readonly compare?: '>' | '<';
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'header' }
  /** With the path in the key: `param.region`. */
  | { readonly kind: 'param' };

export interface KeyInfo {
  readonly what: FilterKey;
  /** A few words for the list of keys. */
  readonly says: string;
  readonly example: string;
}

const textKey = (field: FilterTextField, says: string, example: string): KeyInfo => ({
  what: { kind: 'text', field },
  says,
  example,
});

const numberKey = (
  what: Omit<Extract<FilterKey, { kind: 'number' }>, 'kind'>,
  says: string,
  example: string,
): KeyInfo => ({ what: { kind: 'number', ...what }, says, example });

/** Every key, in the order in which help and completion list them. */
export const FILTER_KEYS: Readonly<Record<string, KeyInfo>> = {
  method: textKey('method', 'the JSON-RPC method', 'method:tools/call'),
  name: textKey('name', 'the tool, prompt, URI or task id', 'name:basket*'),
  instance: textKey('instance', 'who got the request', 'instance:beta'),
  status: numberKey({ field: 'status', unit: 'status' }, 'the HTTP status', 'status:>=400'),
  code: numberKey({ field: 'code', unit: 'plain' }, 'the code of a JSON-RPC error', 'code:-32020'),
  body: textKey('body', 'text in the request’s or the answer’s body', 'body:"out of stock"'),
  param: { what: { kind: 'param' }, says: 'an argument of the call', example: 'param.region:us*' },
  header: { what: { kind: 'header' }, says: 'a header, with its value', example: 'header:mcp-name=whoami' },
  era: textKey('era', 'modern or legacy', 'era:modern'),
  origin: textKey('origin', 'who caused the exchange', 'origin:replay'),
  rule: textKey('rule', 'a rule that was broken, or a gateway’s rule', 'rule:header.name-mismatch'),
  task: textKey('task', 'the id of a task it is about', 'task:8f3a*'),
  ext: textKey('ext', 'an extension that is declared or used', 'ext:tasks'),
  is: { what: { kind: 'flag' }, says: 'what it is', example: 'is:failed' },
  has: { what: { kind: 'flag' }, says: 'what it has', example: 'has:finding' },
  larger: numberKey(
    { field: 'bytes', unit: 'size', compare: '>' },
    'request or answer larger than',
    'larger:10kb',
  ),
  smaller: numberKey(
    { field: 'bytes', unit: 'size', compare: '<' },
    'request and answer smaller than',
    'smaller:1kb',
  ),
  slower: numberKey({ field: 'duration', unit: 'time', compare: '>' }, 'took longer than', 'slower:200ms'),
  faster: numberKey({ field: 'duration', unit: 'time', compare: '<' }, 'took less than', 'faster:5ms'),
  duration: numberKey({ field: 'duration', unit: 'time' }, 'how long it took', 'duration:100ms..1s'),
  size: numberKey({ field: 'size', unit: 'size' }, 'bytes of the answer', 'size:>=10kb'),
  type: textKey('type', 'the result’s type', 'type:input_required'),
  state: textKey('state', 'open, done or failed', 'state:open'),
  failure: textKey('failure', 'why it did not come to its end', 'failure:timeout'),
  finding: textKey('finding', 'the worst severity found', 'finding:error,warning'),
  findings: numberKey({ field: 'findings', unit: 'plain' }, 'how many findings', 'findings:>0'),
  breaks: textKey('breaks', 'a rule that was broken', 'breaks:header.name-mismatch'),
  route: textKey('route', 'the gateway’s rule that took it', 'route:otherwise'),
  gateway: textKey('gateway', 'the gateway it went through', 'gateway:front'),
  fault: textKey('fault', 'what a gateway did to it on purpose', 'fault:delay'),
  transport: textKey('transport', 'http, sse or stdio', 'transport:stdio'),
  link: textKey('link', 'how it belongs to an earlier one', 'link:round'),
  follows: numberKey({ field: 'follows', unit: 'plain' }, 'the number it belongs to', 'follows:12'),
  events: numberKey({ field: 'events', unit: 'plain' }, 'how many events the answer has', 'events:>3'),
  number: numberKey({ field: 'number', unit: 'plain' }, 'its number in the list', 'number:100-200'),
};

export const FLAG_SAYS: Readonly<Record<FilterFlag, string>> = {
  failed: 'no proper answer, an error, or a tool that says it failed',
  open: 'has not ended',
  tampered: 'changed on purpose before it left',
  faulted: 'a gateway did something to it on purpose',
  mismatch: 'a header disagrees with the body',
  linked: 'belongs to an earlier exchange',
  routed: 'went through a gateway',
  finding: 'has findings',
  error: 'answered with a JSON-RPC error',
  deprecated: 'uses what is deprecated or removed',
};

/** Flags that can stand alone as a word. The others need `is:` or `has:`, as they are words that people look for. */
export const BARE_FLAGS: ReadonlySet<string> = new Set([
  'failed',
  'open',
  'tampered',
  'faulted',
  'mismatch',
  'linked',
  'routed',
]);

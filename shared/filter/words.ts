import type { FilterFlag, FilterNode, FilterTerm, NumberRange, TextMatch } from '../model/filter.ts';

/** What a filter finds, in plain words: "calls of tools whose name begins with “basket”, on beta". Pure. */
export function filterWords(filter: FilterNode): string {
  if (filter.kind === 'all') return 'all exchanges';
  const parts = filter.kind === 'and' ? filter.parts : [filter];
  const subject = parts.find(isSubject);
  const rest = parts.filter((part) => part !== subject);
  const what = subject ? subjectWords(subject) : 'exchanges';
  if (rest.length === 0) return what;
  const positive = rest.filter(({ kind }) => kind !== 'not').map(words);
  const negative = rest.filter(({ kind }) => kind === 'not').map((part) => `but ${words(part)}`);
  return `${what} ${[...positive, ...negative].join(', ')}`;
}

type TextTerm = Extract<FilterTerm, { kind: 'text' }>;

/** A method by its whole name is what the sentence is about. */
function isSubject(node: FilterNode): node is TextTerm {
  return (
    node.kind === 'text' && node.field === 'method' && node.any.length === 1 && subjectWords(node) !== ''
  );
}

const SUBJECTS: Readonly<Record<string, string>> = {
  'tools/call': 'calls of tools',
  'tools/list': 'lists of tools',
  'resources/read': 'reads of resources',
  'resources/list': 'lists of resources',
  'prompts/get': 'prompts',
  'prompts/list': 'lists of prompts',
  'server/discover': 'discoveries',
};

function subjectWords({ any }: TextTerm): string {
  const [match] = any;
  return match && match.how !== 'pieces' ? (SUBJECTS[match.text.toLowerCase()] ?? '') : '';
}

/** What goes after "exchanges": "that failed", "on beta", "not on beta". */
function words(node: FilterNode): string {
  switch (node.kind) {
    case 'all':
      return '';
    case 'and':
      return bracketed(node.parts, ' and ');
    case 'or':
      return bracketed(node.parts, ' or ');
    case 'not':
      return `not ${words(node.part)}`;
    default:
      return termWords(node);
  }
}

function bracketed(parts: readonly FilterNode[], between: string): string {
  return `(${parts.map(words).join(between)})`;
}

function termWords(term: FilterTerm): string {
  switch (term.kind) {
    case 'text':
      return textWords(term);
    case 'number':
      return numberWords(term);
    case 'flag':
      return listed(term.any.map((flag) => FLAG_WORDS[flag]));
    case 'header':
      return term.any.length === 0
        ? `with a header ${term.name}`
        : `whose header ${term.name} ${matchWords(term.any)}`;
    case 'param':
      return `whose argument ${term.path.join('.')} ${matchWords(term.any)}`;
    case 'words':
      return `with ${shownMatch(term.match)} in what they show or in a body`;
  }
}

const FLAG_WORDS: Readonly<Record<FilterFlag, string>> = {
  failed: 'that failed',
  open: 'that have not ended',
  tampered: 'changed on purpose',
  faulted: 'to which a gateway did something on purpose',
  mismatch: 'with a header that disagrees with the body',
  linked: 'that belong to an earlier one',
  routed: 'through a gateway',
  finding: 'with findings',
  error: 'answered with a JSON-RPC error',
  deprecated: 'that use what is deprecated or removed',
};

const quoted = (text: string): string => `“${text}”`;

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} or ${parts.at(-1) ?? ''}`;
}

function shownMatch(match: TextMatch): string {
  if (match.how !== 'pieces') return quoted(match.text);
  return match.pieces
    .filter((piece) => piece !== '')
    .map(quoted)
    .join(' and later ');
}

/** After "whose name". */
function matchWords(any: readonly TextMatch[]): string {
  return listed(any.map(oneMatch));
}

function oneMatch(match: TextMatch): string {
  if (match.how === 'part') return `has ${quoted(match.text)}`;
  if (match.how === 'whole') return match.text === '' ? 'is empty' : `is ${quoted(match.text)}`;
  const { pieces } = match;
  const [first = ''] = pieces;
  const last = pieces.at(-1) ?? '';
  const between = pieces.slice(1, -1).map((piece) => `has ${quoted(piece)}`);
  const parts = [
    ...(first === '' ? [] : [`begins with ${quoted(first)}`]),
    ...between,
    ...(last === '' ? [] : [`ends with ${quoted(last)}`]),
  ];
  return parts.length === 0 ? 'is there' : parts.join(' and ');
}

/** For short lists of plain values: "alpha or beta". Undefined where a value needs more words. */
function plainValues(any: readonly TextMatch[]): string | undefined {
  if (any.some(({ how }) => how === 'pieces')) return undefined;
  return listed(any.map((match) => (match.how === 'pieces' ? '' : match.text)));
}

type Phrase = (values: string) => string;

/** Where the values alone say enough. */
const PHRASES: Readonly<Partial<Record<TextTerm['field'], Phrase>>> = {
  instance: (values) => `on ${values}`,
  era: (values) => `of the ${values} era`,
  origin: (values) => `from ${values}`,
  transport: (values) => `over ${values}`,
  state: (values) => `that are ${values}`,
  type: (values) => `with a result of type ${values}`,
  failure: (values) => `that failed by ${values}`,
  fault: (values) => `with the fault ${values}`,
  link: (values) => `linked as ${values}`,
  gateway: (values) => `through the gateway ${values}`,
  route: (values) => `taken by the rule ${values}`,
  rule: (values) => `that break the rule ${values}, or were taken by it`,
  breaks: (values) => `that break ${values}`,
  finding: (values) => `whose worst finding is of severity ${values}`,
  task: (values) => `about the task ${values}`,
  ext: (values) => `with the extension ${values}`,
};

const NOUNS: Readonly<Partial<Record<TextTerm['field'], string>>> = {
  ...{ type: 'result type', failure: 'failure', fault: 'fault', rule: 'rule', breaks: 'broken rule' },
  ...{ route: 'gateway rule', gateway: 'gateway', finding: 'worst finding', task: 'task', ext: 'extension' },
};

function textWords({ field, any }: TextTerm): string {
  if (field === 'body') return `with ${listed(any.map(shownMatch))} in a body`;
  const values = any.some((match) => match.how === 'whole' && match.text === '')
    ? undefined
    : plainValues(any);
  const phrase = PHRASES[field];
  if (phrase && values !== undefined) return phrase(values);
  return `whose ${NOUNS[field] ?? field} ${matchWords(any)}`;
}

function numberWords({ field, any }: Extract<FilterTerm, { kind: 'number' }>): string {
  switch (field) {
    case 'status':
      return `answered with status ${listed(any.map(statusWords))}`;
    case 'code':
      return `answered with error ${listed(any.map((range) => rangeWords(range, String)))}`;
    case 'duration':
      return `that took ${listed(any.map((range) => rangeWords(range, shownTime)))}`;
    case 'size':
      return `with an answer of ${listed(any.map((range) => rangeWords(range, shownSize)))}`;
    case 'bytes':
      return `with a request or an answer of ${listed(any.map((range) => rangeWords(range, shownSize)))}`;
    case 'events':
      return `with ${listed(any.map((range) => rangeWords(range, String)))} events`;
    case 'findings':
      return `with ${listed(any.map((range) => rangeWords(range, String)))} findings`;
    case 'follows':
      return `that belong to ${listed(any.map((range) => rangeWords(range, (value) => `#${String(value)}`)))}`;
    case 'number':
      return `with the number ${listed(any.map((range) => rangeWords(range, String)))}`;
  }
}

function statusWords(range: NumberRange): string {
  const isHundred = range.least !== undefined && range.below === range.least + 100;
  return isHundred ? `${String(range.least / 100)}xx` : rangeWords(range, String);
}

function rangeWords({ least, above, most, below }: NumberRange, show: (value: number) => string): string {
  if (least !== undefined && least === most) return show(least);
  if (least !== undefined && most !== undefined) return `${show(least)} to ${show(most)}`;
  if (least !== undefined) return `${show(least)} or more`;
  if (most !== undefined) return `${show(most)} or less`;
  if (above !== undefined) return `more than ${show(above)}`;
  return `less than ${show(below ?? 0)}`;
}

function shownTime(ms: number): string {
  return ms >= 1_000 && ms % 100 === 0 ? `${String(ms / 1_000)} s` : `${String(ms)} ms`;
}

function shownSize(bytes: number): string {
  const units = [
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ] as const;
  const unit = units.find(
    ([size]) => bytes >= size && (bytes / size) * 10 === Math.round((bytes / size) * 10),
  );
  return unit ? `${String(bytes / unit[0])} ${unit[1]}` : `${String(bytes)} B`;
}

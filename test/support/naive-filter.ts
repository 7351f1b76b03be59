import { textMatches } from '../../engine/capture/searching/judged-marks.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import type {
  FilterFlag,
  FilterNode,
  FilterTerm,
  NumberRange,
  TextMatch,
} from '../../shared/model/filter.ts';
import type { Row, RowFindings } from '../../shared/model/exchange.ts';
import { OTHERWISE } from '../../shared/model/rule-id.ts';

// A filter over rows in memory, one row after the other: what the engine's search is held against, and what stands for it
// where there is no engine. Of bodies and headers it knows what it is told.

export interface NaiveOptions {
  readonly heard?: (row: Row) => RowFindings | undefined;
  /** All of the request's and the answer's bodies. */
  readonly bodies?: (row: Row) => readonly string[];
}

/** Throws where the text is no filter. */
export function naiveFilter(text: string, options: NaiveOptions = {}): (row: Row) => boolean {
  const reading = parseFilter(text);
  if (!reading.ok) throw new Error(reading.problem.message);
  return (row) => passes(reading.filter, row, options);
}

function passes(node: FilterNode, row: Row, options: NaiveOptions): boolean {
  switch (node.kind) {
    case 'all':
      return true;
    case 'and':
      return node.parts.every((part) => passes(part, row, options));
    case 'or':
      return node.parts.some((part) => passes(part, row, options));
    case 'not':
      return !passes(node.part, row, options);
    default:
      return passesTerm(node, row, options);
  }
}

function passesTerm(term: FilterTerm, row: Row, options: NaiveOptions): boolean {
  const heard = options.heard ? options.heard(row) : row.findings;
  switch (term.kind) {
    case 'text':
      return term.any.some((match) =>
        term.field === 'body'
          ? bodiesHave(match, row, options)
          : textsOf(term.field, match, row, heard).some((text) => textMatches(text, match)),
      );
    case 'number': {
      const value = numberOf(term.field, row, heard);
      return value !== undefined && term.any.some((range) => inRange(value, range));
    }
    case 'flag':
      return term.any.some((flag) => hasFlag(flag, row, heard));
    case 'words':
      return wordsHave(term.match, row) || bodiesHave(term.match, row, options);
    default:
      throw new Error(`the naive filter knows no ${term.kind}`);
  }
}

function bodiesHave(match: TextMatch, row: Row, { bodies }: NaiveOptions): boolean {
  const anywhere = unanchored(match);
  return (bodies?.(row) ?? []).some((body) =>
    anywhere.how === 'whole' ? body.includes(anywhere.text) : textMatches(body, anywhere),
  );
}

function unanchored(match: TextMatch): TextMatch {
  return match.how === 'pieces' ? { how: 'pieces', pieces: ['', ...match.pieces, ''] } : match;
}

function wordsHave(match: TextMatch, row: Row): boolean {
  const { method, name, instanceName, origin, link, resultType, failureKind } = row;
  const texts = [
    method,
    name,
    instanceName,
    origin,
    row.transport ?? 'http',
    link?.kind,
    resultType,
    failureKind,
  ];
  if (texts.some((text) => textMatches(text ?? '', unanchored(match)))) return true;
  if (match.how === 'pieces' || !/^-?\d+$/.test(match.text)) return false;
  return row.status === Number(match.text) || row.errorCode === Number(match.text);
}

function textsOf(
  field: Extract<FilterTerm, { kind: 'text' }>['field'],
  match: TextMatch,
  row: Row,
  heard: RowFindings | undefined,
): readonly string[] {
  const route = row.gateway ? (row.gateway.rule ?? OTHERWISE) : '';
  const rules = Object.keys(row.findings?.rules ?? {});
  switch (field) {
    case 'method':
    case 'name':
    case 'origin':
    case 'era':
    case 'state':
      return [row[field]];
    case 'instance':
      return match.how === 'whole' ? [row.instanceName, row.instanceId] : [row.instanceName];
    case 'transport':
      return [row.transport ?? 'http'];
    case 'type':
      return [row.resultType ?? ''];
    case 'failure':
      return [row.failureKind ?? ''];
    case 'fault':
      return row.gateway?.faults ?? [];
    case 'link':
      return [row.link?.kind ?? ''];
    case 'gateway':
      return [row.gateway?.id ?? ''];
    case 'route':
      return [route];
    case 'rule':
      return [route, ...rules];
    case 'breaks':
      return rules;
    case 'finding':
      return heard ? [heard.worst] : [];
    case 'task':
      return row.method.startsWith('tasks/') ? [row.name] : [];
    default:
      throw new Error(`the naive filter knows no ${field}`);
  }
}

function numberOf(
  field: Extract<FilterTerm, { kind: 'number' }>['field'],
  row: Row,
  heard: RowFindings | undefined,
): number | undefined {
  switch (field) {
    case 'status':
      return row.status;
    case 'code':
      return row.errorCode;
    case 'duration':
      return row.durationMs;
    case 'size':
      return row.responseBytes;
    case 'bytes':
      return Math.max(row.requestBytes, row.responseBytes);
    case 'events':
      return row.eventCount;
    case 'findings':
      return heard?.count ?? 0;
    case 'follows':
      return row.link?.to;
    case 'number':
      return row.number;
  }
}

function inRange(value: number, { least, above, most, below }: NumberRange): boolean {
  return (
    (least === undefined || value >= least) &&
    (above === undefined || value > above) &&
    (most === undefined || value <= most) &&
    (below === undefined || value < below)
  );
}

function hasFlag(flag: FilterFlag, row: Row, heard: RowFindings | undefined): boolean {
  switch (flag) {
    case 'failed':
      return (
        row.state === 'failed' ||
        row.errorCode !== undefined ||
        row.isError === true ||
        (row.status ?? 0) >= 400
      );
    case 'open':
      return row.state === 'open';
    case 'tampered':
      return row.tampered === true;
    case 'faulted':
      return row.gateway?.faults !== undefined;
    case 'mismatch':
      return row.headerFault === true;
    case 'linked':
      return row.link !== undefined;
    case 'routed':
      return row.gateway !== undefined;
    case 'finding':
      return heard !== undefined;
    case 'error':
      return row.errorCode !== undefined;
    case 'deprecated':
      throw new Error('the naive filter knows nothing of what is deprecated');
  }
}

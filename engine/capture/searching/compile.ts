import type {
  FilterFlag,
  FilterNode,
  FilterNumberField,
  FilterTerm,
  FilterTextField,
  NumberRange,
  TextMatch,
} from '../../../shared/model/filter.ts';
import { OTHERWISE } from '../../../shared/model/rule-id.ts';
import { isAscii, likePattern, matchSql, rangeSql } from './match-sql.ts';
import { allOf, anyOf, fixed, notOf, type Sql } from './sql.ts';

/** What only the judge of a capture knows. */
export type JudgedQuestion =
  /** Broken rules, by their ids. */
  | { readonly about: 'rules'; readonly any: readonly TextMatch[] }
  /** The worst severity that is heard. */
  | { readonly about: 'worst'; readonly any: readonly TextMatch[] }
  /** How many findings are heard; none is 0. */
  | { readonly about: 'count'; readonly any: readonly NumberRange[] }
  | { readonly about: 'deprecated' }
  | { readonly about: 'task' | 'extension'; readonly any: readonly TextMatch[] };

/** How a filter is to be answered. */
export type FilterPlan =
  /** Over table `exchange` as `e`. */
  | { readonly kind: 'sql'; readonly where: Sql }
  | { readonly kind: 'judged'; readonly question: JudgedQuestion }
  | { readonly kind: 'bodies'; readonly match: TextMatch }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly FilterPlan[] }
  | { readonly kind: 'not'; readonly part: FilterPlan };

export interface CompileOptions {
  /** The file is being recorded: what is open in it may still end. In another file it is lost. */
  readonly live: boolean;
}

/** Makes SQL of what SQL can say, in as few conditions as can be; the rest stays apart. Pure. */
export function compileFilter(filter: FilterNode, options: CompileOptions): FilterPlan {
  switch (filter.kind) {
    case 'all':
      return sql(fixed('1'));
    case 'and':
    case 'or':
      return join(
        filter.kind,
        filter.parts.map((part) => compileFilter(part, options)),
      );
    case 'not': {
      const part = compileFilter(filter.part, options);
      return part.kind === 'sql' ? sql(notOf(part.where)) : { kind: 'not', part };
    }
    default:
      return compileTerm(filter, options);
  }
}

/** Whether the answer changes as the judge goes on. Pure. */
export function needsJudge(plan: FilterPlan): boolean {
  if (plan.kind === 'judged') return true;
  if (plan.kind === 'not') return needsJudge(plan.part);
  return (plan.kind === 'and' || plan.kind === 'or') && plan.parts.some(needsJudge);
}

const sql = (where: Sql): FilterPlan => ({ kind: 'sql', where });

function join(kind: 'and' | 'or', parts: readonly FilterPlan[]): FilterPlan {
  const wheres = parts.flatMap((part) => (part.kind === 'sql' ? [part.where] : []));
  const rest = parts.filter((part) => part.kind !== 'sql');
  const together = sql((kind === 'and' ? allOf : anyOf)(wheres));
  if (rest.length === 0) return together;
  return { kind, parts: wheres.length === 0 ? rest : [together, ...rest] };
}

function compileTerm(term: FilterTerm, options: CompileOptions): FilterPlan {
  switch (term.kind) {
    case 'text':
      return compileText(term.field, term.any, options);
    case 'number':
      return term.field === 'findings'
        ? { kind: 'judged', question: { about: 'count', any: term.any } }
        : sql(numbersSql(NUMBER_COLUMNS[term.field], term.any));
    case 'flag':
      return join(
        'or',
        term.any.map((flag) => flagPlan(flag, options)),
      );
    case 'header':
      return sql(headerSql(term.name, term.any));
    case 'param':
      return sql(paramSql(term.path, term.any));
    case 'words':
      return join('or', [sql(wordsSql(term.match, options)), { kind: 'bodies', match: term.match }]);
  }
}

const NUMBER_COLUMNS: Readonly<Record<Exclude<FilterNumberField, 'findings'>, string>> = {
  status: 'e.status',
  code: 'e.error_code',
  duration: 'e.duration_ms',
  size: 'e.response_bytes',
  bytes: 'max(e.request_bytes, e.response_bytes)',
  events: 'e.event_count',
  follows: 'e.link_to',
  number: 'e.number',
};

function numbersSql(column: string, any: readonly NumberRange[]): Sql {
  return anyOf(any.map((range) => rangeSql(column, range)));
}

function stateSql({ live }: CompileOptions): string {
  return live ? 'e.state' : "(CASE e.state WHEN 'open' THEN 'failed' ELSE e.state END)";
}

function failureSql({ live }: CompileOptions): string {
  if (live) return "coalesce(e.failure_kind, '')";
  return "(CASE e.state WHEN 'open' THEN 'lost' ELSE coalesce(e.failure_kind, '') END)";
}

const ROUTE = `(CASE WHEN e.gateway_id IS NULL THEN '' ELSE coalesce(e.gateway_rule, '${OTHERWISE}') END)`;

type ColumnField = Exclude<
  FilterTextField,
  'rule' | 'breaks' | 'finding' | 'task' | 'ext' | 'body' | 'fault'
>;

function columnOf(field: ColumnField, options: CompileOptions): string {
  switch (field) {
    case 'method':
    case 'name':
    case 'origin':
    case 'era':
    case 'transport':
      return `e.${field}`;
    case 'instance':
      return 'e.instance_name';
    case 'state':
      return stateSql(options);
    case 'type':
      return "coalesce(e.result_type, '')";
    case 'failure':
      return failureSql(options);
    case 'link':
      return "coalesce(e.link_kind, '')";
    case 'gateway':
      return "coalesce(e.gateway_id, '')";
    case 'route':
      return ROUTE;
  }
}

function compileText(field: FilterTextField, any: readonly TextMatch[], options: CompileOptions): FilterPlan {
  switch (field) {
    case 'body':
      return join(
        'or',
        any.map((match) => ({ kind: 'bodies', match })),
      );
    case 'rule':
      return join('or', [compileText('route', any, options), compileText('breaks', any, options)]);
    case 'breaks':
      return { kind: 'judged', question: { about: 'rules', any } };
    case 'finding':
      return { kind: 'judged', question: { about: 'worst', any } };
    case 'ext':
      return { kind: 'judged', question: { about: 'extension', any } };
    case 'task':
      return join('or', [sql(taskSql(any)), { kind: 'judged', question: { about: 'task', any } }]);
    case 'fault':
      return sql(anyOf(any.map(faultSql)));
    default:
      return sql(anyOf(any.map((match) => fieldSql(field, match, options))));
  }
}

function fieldSql(field: ColumnField, match: TextMatch, options: CompileOptions): Sql {
  const column = columnOf(field, options);
  // Two instances can have one name.
  if (field === 'instance' && match.how === 'whole') {
    return { text: '(e.instance_name = ? OR e.instance_id = ?)', params: [match.text, match.text] };
  }
  return matchSql(column, match);
}

/** A request about a task names it; what else belongs to one the judge knows. */
function taskSql(any: readonly TextMatch[]): Sql {
  return allOf([fixed("e.method LIKE 'tasks/%'"), anyOf(any.map((match) => matchSql('e.name', match)))]);
}

/** The kinds stand with commas between; each is held against the match by itself. */
function faultSql(match: TextMatch): Sql {
  const each = matchSql('kind.value', match);
  const list = `'["' || replace(e.fault_kinds, ',', '","') || '"]'`;
  return {
    text: `(CASE WHEN e.fault_kinds IS NOT NULL AND json_valid(${list}) THEN EXISTS (SELECT 1 FROM json_each(${list}) AS kind WHERE ${each.text}) ELSE 0 END)`,
    params: each.params,
  };
}

function flagPlan(flag: FilterFlag, options: CompileOptions): FilterPlan {
  switch (flag) {
    case 'failed':
      return sql(
        fixed(
          `(${stateSql(options)} = 'failed' OR e.error_code IS NOT NULL OR e.is_error = 1 OR coalesce(e.status, 0) >= 400)`,
        ),
      );
    case 'open':
      return sql(fixed(`${stateSql(options)} = 'open'`));
    case 'tampered':
      return sql(fixed('e.tampered = 1'));
    case 'faulted':
      return sql(fixed('e.fault_kinds IS NOT NULL'));
    case 'mismatch':
      return sql(fixed('e.header_fault = 1'));
    case 'linked':
      return sql(fixed('e.link_kind IS NOT NULL'));
    case 'routed':
      return sql(fixed('e.gateway_id IS NOT NULL'));
    case 'error':
      return sql(fixed('e.error_code IS NOT NULL'));
    case 'finding':
      return { kind: 'judged', question: { about: 'count', any: [{ above: 0 }] } };
    case 'deprecated':
      return { kind: 'judged', question: { about: 'deprecated' } };
  }
}

/** What a row shows: a part of its texts, or one of its numbers. */
function wordsSql(match: TextMatch, options: CompileOptions): Sql {
  const anywhere: TextMatch =
    match.how === 'pieces' ? { how: 'pieces', pieces: ['', ...match.pieces, ''] } : match;
  const columns = [
    ...(['method', 'name', 'instance', 'origin', 'transport', 'link', 'type', 'failure'] as const),
  ].map((field) => matchSql(columnOf(field, options), anywhere));
  if (match.how === 'pieces' || !/^-?\d{1,15}$/.test(match.text)) return anyOf(columns);
  const wanted = Number(match.text);
  return anyOf([
    ...columns,
    { text: '(e.status IS NOT NULL AND e.status = ?)', params: [wanted] },
    { text: '(e.error_code IS NOT NULL AND e.error_code = ?)', params: [wanted] },
  ]);
}

/**
 * Heads are JSON: those that do not even hold the name as text are not read. A header may be there several times; each
 * line is held against the match by itself.
 */
function headerSql(name: string, any: readonly TextMatch[]): Sql {
  const value = anyOf(any.map((match) => matchSql("coalesce(json_extract(pair.value, '$[1]'), '')", match)));
  const named = `lower(json_extract(pair.value, '$[0]')) = ?${any.length === 0 ? '' : ` AND ${value.text}`}`;
  const pattern = likePattern({ how: 'part', text: JSON.stringify(name) });
  const hint = any.length === 1 ? hintOf(any[0]) : [];
  const one = (table: 'request' | 'answer'): Sql => ({
    text: `EXISTS (SELECT 1 FROM ${table} AS part WHERE part.exchange = e.number AND part.head LIKE ? ESCAPE '\\'${hint.length > 0 ? " AND part.head LIKE ? ESCAPE '\\'" : ''} AND json_valid(part.head) AND EXISTS (SELECT 1 FROM json_each(part.head, '$.headers') AS pair WHERE ${named}))`,
    params: [pattern, ...hint, name, ...(any.length === 0 ? [] : value.params)],
  });
  return anyOf([one('request'), one('answer')]);
}

/** The longest stretch of a match that stands in JSON as it is, as a pattern: what does not have it cannot match. */
function hintOf(match: TextMatch | undefined): string[] {
  if (!match) return [];
  const pieces = match.how === 'pieces' ? match.pieces : [match.text];
  const plain = pieces.flatMap((piece) => piece.match(/[A-Za-z0-9 ._:-]+/g) ?? []);
  const longest = plain.reduce((one, other) => (other.length > one.length ? other : one), '');
  return longest.length < 2 ? [] : [likePattern({ how: 'part', text: longest })];
}

/** A path for json_extract, with each of its names in quotes. */
function jsonPath(names: readonly string[]): string {
  return ['$', ...names.map((name) => `"${name.replace(/["\\]/g, '')}"`)].join('.');
}

/** An argument of the call; where there is none of that name, a field of `params`. */
function paramSql(path: readonly string[], any: readonly TextMatch[]): Sql {
  const text = 'part.text';
  const [first = ''] = path;
  const one = `(CASE json_type(${text}, ?) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE json_extract(${text}, ?) END)`;
  const value = `coalesce(${one}, ${one})`;
  const inArguments = jsonPath(['params', 'arguments', ...path]);
  const inParams = jsonPath(['params', ...path]);
  const paths = [inArguments, inArguments, inParams, inParams];
  const withPaths = anyOf(
    any.map((match) => {
      const matched = matchSql(`coalesce(CAST(${value} AS TEXT), '')`, match);
      return {
        text: `(${value} IS NOT NULL AND ${matched.text})`,
        params: [...paths, ...paths, ...matched.params],
      };
    }),
  );
  const hint = isAscii(first) ? [likePattern({ how: 'part', text: JSON.stringify(first) })] : [];
  return {
    // With the limit SQLite puts the body together once, and not for each time that it is named.
    text: `EXISTS (SELECT 1 FROM (SELECT CAST(body AS TEXT) AS text FROM request WHERE exchange = e.number LIMIT 1) AS part
      WHERE ${hint.length > 0 ? "part.text LIKE ? ESCAPE '\\' AND " : ''}json_valid(${text}) AND ${withPaths.text})`,
    params: [...hint, ...withPaths.params],
  };
}

import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { HeaderVerdict, RoutingLine } from '../../../shared/model/exchange.ts';
import { headerValues, type HeaderList } from '../../../shared/model/headers.ts';
import { HEADER, META, nameFieldOf } from '../../../shared/spec/modern.ts';
import { decodeHeaderValue } from './header-value.ts';
import { paramText, readParamHeaders, valueAtPath, type ParamHeader } from './param-headers.ts';
import { jsonOf, isJsonObject } from '../../../shared/model/json.ts';

/**
 * Holds the headers that mirror the body against the body, as a server that validates must.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation
 */

/** Where one header should take its value from. */
interface Mirror {
  readonly header: string;
  readonly field: string;
  readonly expected: string | undefined;
  /** The header may use the Base64 sentinel. */
  readonly encodable: boolean;
  readonly integer: boolean;
  /** The specification asks for the header although the body has no value. */
  readonly always: boolean;
}

function asText(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : jsonOf(value);
}

function standardMirrors(body: JsonObject): Mirror[] {
  const params = isJsonObject(body['params']) ? body['params'] : {};
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  const method = typeof body['method'] === 'string' ? body['method'] : '';
  const mirrors: Mirror[] = [
    {
      header: HEADER.protocolVersion,
      field: VERSION_FIELD,
      expected: asText(meta[META.protocolVersion]),
      encodable: false,
      integer: false,
      always: true,
    },
    {
      header: HEADER.method,
      field: 'method',
      expected: asText(body['method']),
      encodable: false,
      integer: false,
      always: true,
    },
  ];
  const nameField = nameFieldOf(method);
  if (nameField) {
    mirrors.push({
      header: HEADER.name,
      field: `params.${nameField}`,
      expected: asText(params[nameField]),
      encodable: true,
      integer: false,
      always: true,
    });
  }
  return mirrors;
}

function paramMirror(param: ParamHeader, body: JsonObject): Mirror {
  const params = isJsonObject(body['params']) ? body['params'] : {};
  const text = paramText(param, valueAtPath(params['arguments'], param.path));
  return {
    header: param.header,
    field: ['params.arguments', ...param.path].join('.'),
    expected: text.kind === 'text' ? text.text : undefined,
    encodable: true,
    integer: param.type === 'integer',
    always: false,
  };
}

function sameValue(mirror: Mirror, found: string): boolean {
  if (found === mirror.expected) return true;
  // The specification asks servers to compare integers as numbers: 42.0 is 42.
  return (
    mirror.integer &&
    mirror.expected !== undefined &&
    /^[+-]?\d+(\.0*)?$/.test(found) &&
    Number(found) === Number(mirror.expected)
  );
}

function judge(mirror: Mirror, values: readonly string[]): RoutingLine {
  const [value] = values;
  const line = (verdict: HeaderVerdict, note: string, decoded?: string): RoutingLine => ({
    header: mirror.header,
    ...(value !== undefined && { value }),
    ...(decoded !== undefined && decoded !== value && { decoded }),
    field: mirror.field,
    ...(mirror.expected !== undefined && { fieldValue: mirror.expected }),
    verdict,
    note,
  });
  if (value === undefined) {
    return mirror.expected === undefined && !mirror.always
      ? line('not-needed', `The body has no ${mirror.field}, so no header is needed.`)
      : line('missing', `${mirror.header} must be sent; a server must refuse the request without it.`);
  }
  if (values.some((other) => other !== value)) {
    return line('mismatch', `${mirror.header} is sent ${String(values.length)} times with different values.`);
  }
  const decoded = mirror.encodable ? decodeHeaderValue(value) : { ok: true as const, value };
  if (!decoded.ok) return line('invalid', decoded.reason);
  if (mirror.expected === undefined) {
    return mirror.always
      ? line('mismatch', `The body has no ${mirror.field} that ${mirror.header} could mirror.`, decoded.value)
      : line('mismatch', `The body has no ${mirror.field}, yet ${mirror.header} is sent.`, decoded.value);
  }
  return sameValue(mirror, decoded.value)
    ? line('match', `Equal to ${mirror.field}.`, decoded.value)
    : line(
        'mismatch',
        `A balancer reads ${jsonOf(decoded.value)}, the body says ${jsonOf(mirror.expected)}: a server must refuse with 400 and -32020.`,
        decoded.value,
      );
}

/** The line of a header that says, in plain, exactly what the body says. */
export function matchLine(header: string, field: string, value: string): RoutingLine {
  return { header, value, field, fieldValue: value, verdict: 'match', note: `Equal to ${field}.` };
}

const OF_THE_FAMILY = /^mcp-/i;
const VERSION_FIELD = `params._meta["${META.protocolVersion}"]`;

/** Headers of this family that nothing in the request asks for. */
function uncalledLines(headers: HeaderList, mirrors: readonly Mirror[], schemaKnown: boolean): RoutingLine[] {
  const prefix = HEADER.paramPrefix.toLowerCase();
  return headers
    .filter(([name]) => {
      if (!OF_THE_FAMILY.test(name)) return false;
      const key = name.toLowerCase();
      if (mirrors.some(({ header }) => header.toLowerCase() === key)) return false;
      return key === HEADER.name.toLowerCase() || key.startsWith(prefix);
    })
    .map(([header, value]) => {
      const decoded = decodeHeaderValue(value);
      return {
        header,
        value,
        ...(decoded.ok && decoded.encoded && { decoded: decoded.value }),
        verdict: 'not-needed' as const,
        note:
          schemaKnown || !header.toLowerCase().startsWith(prefix)
            ? 'Nothing in the body is mirrored by this header; servers ignore it.'
            : 'The tool’s schema is not known here, so this header cannot be held against the body.',
      };
    });
}

/**
 * The routing table of a modern request: one line a header that mirrors the body, in the order of the
 * specification, then those that nothing asked for. A body that is no JSON-RPC request gives no lines.
 *
 * @param toolSchema inputSchema of the called tool, where it is known: the source of Mcp-Param-* lines.
 */
export function routingTable(headers: HeaderList, body: JsonValue, toolSchema?: JsonValue): RoutingLine[] {
  if (!isJsonObject(body) || typeof body['method'] !== 'string') return [];
  const annotations = toolSchema === undefined ? undefined : readParamHeaders(toolSchema);
  const params = body['method'] === 'tools/call' && annotations?.valid ? annotations.headers : [];
  const mirrors = [...standardMirrors(body), ...params.map((param) => paramMirror(param, body))];
  return [
    ...mirrors.map((mirror) => judge(mirror, headerValues(headers, mirror.header))),
    ...uncalledLines(headers, mirrors, body['method'] !== 'tools/call' || toolSchema !== undefined),
  ];
}

/** Whether a line of the table marks its row as faulty. */
export function isHeaderFault(line: RoutingLine): boolean {
  return line.verdict === 'mismatch' || line.verdict === 'missing' || line.verdict === 'invalid';
}

import {
  FAILURE_KINDS,
  LINK_KINDS,
  MISSING_PARTS,
  type ExchangeLink,
  type Row,
  type StreamEvent,
} from '../../shared/model/exchange.ts';
import { SEVERITIES, SIDES, type Finding } from '../../shared/model/finding.ts';
import { FAULT_KINDS } from '../../shared/model/gateway.ts';
import { textColumns } from './packed-rows.ts';
import {
  numberOf,
  oneOf,
  optionalNumber,
  optionalText,
  textOf,
  type ColumnValue,
  type Stored,
} from './stored-values.ts';

/** Columns of table `exchange`, in the order in which a row travels to the worker. */
export const ROW_COLUMNS = [
  'number',
  'started_at',
  'origin',
  'instance_id',
  'instance_name',
  'era',
  'method',
  'name',
  'state',
  'status',
  'result_type',
  'error_code',
  'is_error',
  'failure_kind',
  'duration_ms',
  'request_bytes',
  'response_bytes',
  'event_count',
  'header_fault',
  'tampered',
  'not_kept',
  'transport',
  'link_kind',
  'link_to',
  'link_round',
  'finding_count',
  'finding_worst',
  'gateway_id',
  'gateway_rule',
  'fault_kinds',
  'missing_parts',
  'redacted',
] as const;

export const ROW_TEXTS = textColumns(ROW_COLUMNS, [
  'origin',
  'instance_id',
  'instance_name',
  'era',
  'method',
  'name',
  'state',
  'result_type',
  'failure_kind',
  'transport',
  'link_kind',
  'finding_worst',
  'gateway_id',
  'gateway_rule',
  'fault_kinds',
  'missing_parts',
]);

/** Columns of table `event`, in the order in which an event travels to the worker. */
export const EVENT_COLUMNS = [
  'exchange',
  'idx',
  'at_ms',
  'kind',
  'event_name',
  'event_id',
  'retry_ms',
  'method',
  'message',
  'from_byte',
  'byte_length',
  'preview',
] as const;

export const EVENT_TEXTS = textColumns(EVENT_COLUMNS, [
  'kind',
  'event_name',
  'event_id',
  'method',
  'message',
  'preview',
]);

/** Columns of table `finding`, in the order in which a finding travels to the worker. */
export const FINDING_COLUMNS = [
  'exchange',
  'idx',
  'rule',
  'severity',
  'side',
  'message',
  'pointer',
  'link',
] as const;

/** Of column origin. */
export const ORIGINS = ['composer', 'cli', 'probe', 'gateway', 'replay', 'import'] as const;
export const ERAS = ['modern', 'legacy'] as const;
const STATES = ['open', 'done', 'failed'] as const;
export const TRANSPORTS = ['http', 'sse', 'stdio'] as const;
const EVENT_KINDS = ['message', 'comment', 'json', 'line', 'stderr', 'stray'] as const;
const MESSAGES = ['notification', 'request', 'result', 'error', 'invalid'] as const;

/** Appends the row's columns to `into`; `notKept` counts bytes that could not be written. */
export function encodeRow(row: Row, notKept: number, into: ColumnValue[]): void {
  into.push(
    row.number,
    row.startedAt,
    row.origin,
    row.instanceId,
    row.instanceName,
    row.era,
    row.method,
    row.name,
    row.state,
    row.status ?? null,
    row.resultType ?? null,
    row.errorCode ?? null,
    row.isError ? 1 : 0,
    row.failureKind ?? null,
    row.durationMs ?? null,
    row.requestBytes,
    row.responseBytes,
    row.eventCount,
    row.headerFault ? 1 : 0,
    row.tampered ? 1 : 0,
    notKept,
    row.transport ?? 'http',
    row.link?.kind ?? null,
    row.link?.to ?? null,
    row.link?.round ?? null,
    row.findings?.count ?? 0,
    row.findings?.worst ?? null,
    row.gateway?.id ?? null,
    row.gateway?.rule ?? null,
    row.gateway?.faults?.join(',') ?? null,
    row.missing?.join(',') ?? null,
    row.redacted ?? 0,
  );
}

/** `findings.rules` stands in another table: it is empty here. Throws DamagedError where a column holds what no Hopscope writes. */
export function decodeRow(stored: Stored): Row {
  const status = optionalNumber(stored, 'status');
  const resultType = optionalText(stored, 'result_type');
  const errorCode = optionalNumber(stored, 'error_code');
  const failureKind = optionalText(stored, 'failure_kind');
  const durationMs = optionalNumber(stored, 'duration_ms');
  const transport = oneOf(textOf(stored, 'transport'), TRANSPORTS);
  const link = decodeLink(stored);
  const worst = optionalText(stored, 'finding_worst');
  const gateway = decodeGateway(stored);
  const missing = optionalText(stored, 'missing_parts');
  const redacted = numberOf(stored, 'redacted');
  return {
    number: numberOf(stored, 'number'),
    startedAt: numberOf(stored, 'started_at'),
    origin: oneOf(textOf(stored, 'origin'), ORIGINS),
    instanceId: textOf(stored, 'instance_id'),
    instanceName: textOf(stored, 'instance_name'),
    era: oneOf(textOf(stored, 'era'), ERAS),
    method: textOf(stored, 'method'),
    name: textOf(stored, 'name'),
    state: oneOf(textOf(stored, 'state'), STATES),
    ...(status !== undefined && { status }),
    ...(resultType !== undefined && { resultType }),
    ...(errorCode !== undefined && { errorCode }),
    ...(numberOf(stored, 'is_error') === 1 && { isError: true }),
    ...(failureKind !== undefined && { failureKind: oneOf(failureKind, FAILURE_KINDS) }),
    ...(durationMs !== undefined && { durationMs }),
    requestBytes: numberOf(stored, 'request_bytes'),
    responseBytes: numberOf(stored, 'response_bytes'),
    eventCount: numberOf(stored, 'event_count'),
    ...(numberOf(stored, 'header_fault') === 1 && { headerFault: true }),
    ...(numberOf(stored, 'tampered') === 1 && { tampered: true }),
    ...(transport !== 'http' && { transport }),
    ...(link && { link }),
    ...(gateway && { gateway }),
    ...(missing !== undefined && {
      missing: missing.split(',').map((part) => oneOf(part, MISSING_PARTS)),
    }),
    ...(redacted > 0 && { redacted }),
    ...(worst !== undefined && {
      findings: { count: numberOf(stored, 'finding_count'), worst: oneOf(worst, SEVERITIES), rules: {} },
    }),
  };
}

function decodeGateway(stored: Stored): Row['gateway'] {
  const id = optionalText(stored, 'gateway_id');
  if (id === undefined) return undefined;
  const rule = optionalText(stored, 'gateway_rule');
  const faults = optionalText(stored, 'fault_kinds')
    ?.split(',')
    .map((kind) => oneOf(kind, FAULT_KINDS));
  return { id, ...(rule !== undefined && { rule }), ...(faults && { faults }) };
}

/** Of the three columns of a link. Throws as decodeRow does. */
export function decodeLink(stored: Stored): ExchangeLink | undefined {
  const kind = optionalText(stored, 'link_kind');
  if (kind === undefined) return undefined;
  const round = optionalNumber(stored, 'link_round');
  return {
    kind: oneOf(kind, LINK_KINDS),
    to: numberOf(stored, 'link_to'),
    ...(round !== undefined && { round }),
  };
}

/** Appends the finding's columns to `into`. */
export function encodeFinding(exchange: number, index: number, finding: Finding, into: ColumnValue[]): void {
  const { rule, severity, side, message, pointer, link } = finding;
  into.push(exchange, index, rule, severity, side, message, pointer ?? null, link ?? null);
}

/** Throws DamagedError where a column holds what no Hopscope writes. */
export function decodeFinding(stored: Stored): Finding {
  const pointer = optionalText(stored, 'pointer');
  const link = optionalText(stored, 'link');
  return {
    rule: textOf(stored, 'rule'),
    severity: oneOf(textOf(stored, 'severity'), SEVERITIES),
    side: oneOf(textOf(stored, 'side'), SIDES),
    message: textOf(stored, 'message'),
    ...(pointer !== undefined && { pointer }),
    ...(link !== undefined && { link }),
  };
}

/** Appends the event's columns to `into`. */
export function encodeEvent(exchange: number, event: StreamEvent, into: ColumnValue[]): void {
  into.push(
    exchange,
    event.index,
    event.atMs,
    event.kind,
    event.eventName ?? null,
    event.eventId ?? null,
    event.retryMs ?? null,
    event.method ?? null,
    event.message ?? null,
    event.offset,
    event.length,
    event.preview,
  );
}

/** Throws DamagedError where a column holds what no Hopscope writes. */
export function decodeEvent(stored: Stored): StreamEvent {
  const eventName = optionalText(stored, 'event_name');
  const eventId = optionalText(stored, 'event_id');
  const retryMs = optionalNumber(stored, 'retry_ms');
  const method = optionalText(stored, 'method');
  const message = optionalText(stored, 'message');
  return {
    index: numberOf(stored, 'idx'),
    atMs: numberOf(stored, 'at_ms'),
    kind: oneOf(textOf(stored, 'kind'), EVENT_KINDS),
    ...(eventName !== undefined && { eventName }),
    ...(eventId !== undefined && { eventId }),
    ...(retryMs !== undefined && { retryMs }),
    ...(method !== undefined && { method }),
    ...(message !== undefined && { message: oneOf(message, MESSAGES) }),
    offset: numberOf(stored, 'from_byte'),
    length: numberOf(stored, 'byte_length'),
    preview: textOf(stored, 'preview'),
  };
}

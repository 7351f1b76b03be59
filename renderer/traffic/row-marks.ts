import type { FailureKind, Row, RowFindings } from '../../shared/model/exchange.ts';
import { formatCounted } from '../ui/format.ts';
import { SEVERITY_MEANING, type Meaning } from '../ui/palette.ts';

/** Era and, where it is not Streamable HTTP, transport: "legacy sse". */
export function eraWords({ era, transport }: Pick<Row, 'era' | 'transport'>): string {
  return transport === undefined || transport === 'http' ? era : `${era} ${transport}`;
}

/** One thing about a row that a person should see at once. */
export interface RowMark {
  readonly kind:
    | 'failure'
    | 'rpc-error'
    | 'http-error'
    | 'tool-error'
    | 'header-fault'
    | 'finding'
    | 'injected'
    | 'tampered';
  readonly meaning: Meaning;
  readonly sentence: string;
}

const FAILURES: Readonly<Record<FailureKind, string>> = {
  refused: 'Refused: nobody listens at that address.',
  unreachable: 'Unreachable: the name was not found or no way leads there.',
  tls: 'TLS: the certificate or the handshake was not accepted.',
  timeout: 'Timed out: nothing came for longer than allowed.',
  cut: 'Cut: the server closed the connection before its answer was complete.',
  'too-large': 'Too large: a limit of Hopscope was reached, the rest was not read.',
  malformed: 'Malformed: the answer is not what it says it is.',
  cancelled: 'Cancelled by you.',
  lost: 'Lost: Hopscope ended before this exchange did.',
  internal: 'A fault in Hopscope itself; its log has the details.',
};

/** What a failure means, in a sentence. */
function failureSentence(kind: FailureKind): string {
  return FAILURES[kind];
}

/** Nobody got the request, or a fault answered in the server's place. */
function answeredByGateway({ gateway, instanceId }: Row): boolean {
  return gateway !== undefined && (instanceId === '' || gateway.faults?.includes('status') === true);
}

/**
 * The marks of a row, the worst first; none for a row that is as it should be. `heard`: its findings without those that
 * are muted.
 */
export function rowMarks(row: Row, heard: RowFindings | undefined): RowMark[] {
  const marks: RowMark[] = [];
  const who = answeredByGateway(row) ? 'The gateway itself' : 'The server';
  if (row.failureKind !== undefined) {
    const meaning = row.failureKind === 'cancelled' ? 'warning' : 'fault';
    marks.push({ kind: 'failure', meaning, sentence: failureSentence(row.failureKind) });
  }
  if (row.errorCode !== undefined) {
    marks.push({
      kind: 'rpc-error',
      meaning: 'fault',
      sentence: `${who} answered with JSON-RPC error ${row.errorCode}.`,
    });
  }
  if (row.status !== undefined && row.status >= 400) {
    marks.push({
      kind: 'http-error',
      meaning: 'fault',
      sentence: `${who} answered with HTTP status ${row.status}.`,
    });
  }
  if (row.isError) {
    marks.push({
      kind: 'tool-error',
      meaning: 'warning',
      sentence: 'The tool reported that it failed (isError).',
    });
  }
  if (row.headerFault) {
    marks.push({
      kind: 'header-fault',
      meaning: 'warning',
      sentence: 'A header of the request is missing or disagrees with the body; Headers says which.',
    });
  }
  if (heard) {
    const { count, worst } = heard;
    marks.push({
      kind: 'finding',
      meaning: SEVERITY_MEANING[worst],
      sentence: `${formatCounted(count, 'finding')}, the worst of severity ${worst}; Findings says which.`,
    });
  }
  if (row.gateway?.faults) {
    marks.push({
      kind: 'injected',
      meaning: 'note',
      sentence: `The gateway did this on purpose: ${row.gateway.faults.join(', ')}; Gateway says what exactly.`,
    });
  }
  if (row.tampered) {
    marks.push({
      kind: 'tampered',
      meaning: 'note',
      sentence: 'The request was changed on purpose before it left.',
    });
  }
  return marks;
}

const ORDER: readonly Meaning[] = ['fault', 'warning', 'note'];

/** The marks of a row, one sign for each meaning, the worst first: a list has no room for more. */
export function markSigns(
  row: Row,
  heard: RowFindings | undefined,
): { readonly meaning: Meaning; readonly sentence: string }[] {
  const marks = rowMarks(row, heard);
  if (marks.length === 0) return [];
  return ORDER.flatMap((meaning) => {
    const sentences = marks.filter((mark) => mark.meaning === meaning).map((mark) => mark.sentence);
    return sentences.length === 0 ? [] : [{ meaning, sentence: sentences.join(' ') }];
  });
}

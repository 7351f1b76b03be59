import type { Draft, HeaderTamper, JsonObject, Tamper } from '../../shared/model/draft.ts';
import { NO_TAMPER } from '../../shared/model/draft.ts';
import { HEADER, META } from '../../shared/spec/modern.ts';
import { plainDraft, type ClientDeclaration } from '../client/list-all.ts';

/** A request that is wrong on purpose, or asks what only a tour asks. */
export interface ProbeStep {
  /** What it is, in a few words: "a lying Mcp-Method". */
  readonly says: string;
  /** The request with this JSON-RPC id. */
  readonly draft: (id: number) => Draft;
  /** Its answer may be a stream that never ends: it is over once it begins. */
  readonly endless?: boolean;
}

/** What the probes of one instance depend on. */
export interface ProbeSubject {
  /** The body's method: one that executes nothing, and that the server has. */
  readonly method: 'tools/list' | 'server/discover';
  readonly client: ClientDeclaration;
  readonly over: 'http' | 'stdio';
}

/** A revision that no server knows, written as one. */
const UNKNOWN_REVISION = '2099-12-31';
/** What only servers of both eras speak. */
export const LEGACY_REVISION = '2025-11-25';
/** A page that no server was told to let in: the top-level domain is reserved. */
const FOREIGN_ORIGIN = 'https://hopscope-probe.example';
const UNKNOWN_METHOD = 'hopscope/no-such-method';
const UNKNOWN_CURSOR = 'hopscope-no-such-cursor';
const UNKNOWN_LEVEL = 'hopscope-loudest';
const NO_SESSION = 'hopscope-no-such-session';

/**
 * The probes for one instance of the modern era, in the order in which they are sent. The body of all of them asks for a
 * list, so that a server that is deceived executes nothing. Pure.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation,
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#security-endpoint and
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/index#_meta
 */
export function probeSteps(subject: ProbeSubject): readonly ProbeStep[] {
  return [
    ...(subject.over === 'http' ? headerProbes(subject) : []),
    ...bodyProbes(subject),
    ...(subject.over === 'http' ? legacyProbes(subject) : []),
  ];
}

/** What an intermediary would read, and a server must not believe unseen. */
function headerProbes(subject: ProbeSubject): ProbeStep[] {
  const set = (name: string, value: string): HeaderTamper => ({ op: 'set', name, value });
  const { method } = subject;
  const lie = method === 'tools/list' ? 'prompts/list' : 'tools/list';
  return [
    tampered(subject, 'a lying Mcp-Method', { headers: [set(HEADER.method, lie)] }),
    tampered(subject, 'no Mcp-Method', { headers: [{ op: 'drop', name: HEADER.method }] }),
    tampered(subject, 'a version header that contradicts the body', {
      headers: [set(HEADER.protocolVersion, LEGACY_REVISION)],
    }),
    tampered(subject, 'no version header', { headers: [{ op: 'drop', name: HEADER.protocolVersion }] }),
    tampered(subject, 'header names in another case', {
      headers: [
        set(HEADER.method.toUpperCase(), method),
        set(HEADER.protocolVersion.toLowerCase(), plain(subject).revision),
      ],
    }),
    tampered(subject, 'a foreign Origin', {
      headers: [{ op: 'add', name: 'Origin', value: FOREIGN_ORIGIN }],
    }),
  ];
}

function bodyProbes(subject: ProbeSubject): ProbeStep[] {
  const { method } = subject;
  return [
    { says: 'no _meta', draft: (id) => replaced(subject, { jsonrpc: '2.0', id, method, params: {} }) },
    tampered(subject, 'no clientCapabilities', { dropMeta: [META.clientCapabilities] }),
    tampered(subject, 'an unknown revision', {
      headers: [{ op: 'set', name: HEADER.protocolVersion, value: UNKNOWN_REVISION }],
      meta: { [META.protocolVersion]: UNKNOWN_REVISION },
    }),
    {
      says: 'an unknown method',
      // Not wrong in itself; marked as wrong on purpose all the same, since no client means it.
      draft: (requestId) => changed(subject, UNKNOWN_METHOD, {}, requestId),
    },
    tampered(subject, 'an unknown log level', { meta: { [META.logLevel]: UNKNOWN_LEVEL } }),
    ...(method === 'tools/list'
      ? [
          {
            says: 'a cursor that was never given out',
            draft: (requestId: number) => changed(subject, method, { cursor: UNKNOWN_CURSOR }, requestId),
          },
        ]
      : []),
  ];
}

/** What earlier revisions had: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#earlier-streamable-http-revisions */
function legacyProbes(subject: ProbeSubject): ProbeStep[] {
  return [
    // First, since it shows whether the server is of both eras and may answer what follows in the other one.
    initializeProbe(subject),
    tampered(subject, 'headers of a legacy session', {
      headers: [
        { op: 'add', name: 'Mcp-Session-Id', value: NO_SESSION },
        { op: 'add', name: 'Last-Event-ID', value: '1' },
      ],
    }),
    { ...tampered(subject, 'GET', { httpMethod: 'GET' }), endless: true },
    tampered(subject, 'DELETE', { httpMethod: 'DELETE' }),
  ];
}

/** What a client of the legacy era sends first. A server of both eras opens a session, which the tour ends. */
function initializeProbe(subject: ProbeSubject): ProbeStep {
  const { client } = subject;
  const params = {
    protocolVersion: LEGACY_REVISION,
    capabilities: {},
    clientInfo: { name: client.info.name, version: client.info.version },
  };
  const unknownThen: readonly HeaderTamper[] = [
    { op: 'drop', name: HEADER.protocolVersion },
    { op: 'drop', name: HEADER.method },
  ];
  return {
    says: 'a legacy initialize',
    draft: (id) => ({
      ...replaced(subject, { jsonrpc: '2.0', id, method: 'initialize', params }, unknownThen),
      method: 'initialize',
    }),
  };
}

/** Ends a session that the initialize of a probe opened. */
export function endOfSession(client: ClientDeclaration, session: string, revision: string): Draft {
  const draft: Draft = { ...plainDraft('initialize', {}, client), era: 'modern', followUp: false };
  const headers = [{ op: 'add', name: 'Mcp-Session-Id', value: session } as const];
  return tamper({ ...draft, revision }, { headers, httpMethod: 'DELETE' });
}

function plain({ method, client }: ProbeSubject): Draft {
  return { ...plainDraft(method, {}, client), era: 'modern', followUp: false };
}

function tamper(draft: Draft, parts: Partial<Tamper>): Draft {
  return { ...draft, tamper: { ...NO_TAMPER, ...parts } };
}

function tampered(subject: ProbeSubject, says: string, parts: Partial<Tamper>): ProbeStep {
  return { says, draft: (requestId) => tamper({ ...plain(subject), requestId }, parts) };
}

function replaced(subject: ProbeSubject, body: JsonObject, headers: readonly HeaderTamper[] = []): Draft {
  return tamper(plain(subject), { body: JSON.stringify(body), headers });
}

/** A request that is well-formed, and whose body counts as replaced. */
function changed(subject: ProbeSubject, method: string, params: JsonObject, requestId: number): Draft {
  const { info, capabilities } = subject.client;
  const draft: Draft = { ...plain(subject), method, params, requestId };
  const meta = {
    [META.protocolVersion]: draft.revision,
    [META.clientInfo]: { name: info.name, version: info.version },
    [META.clientCapabilities]: capabilities,
  };
  const body = { jsonrpc: '2.0', id: requestId, method, params: { ...params, _meta: meta } };
  return tamper(draft, { body: JSON.stringify(body) });
}

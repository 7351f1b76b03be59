import type { ExchangeRef } from './exchange-ref.ts';
import type { HeaderList } from './headers.ts';
import type { StdioCommand } from './stdio-command.ts';

/** `modern`: 2026-07-28 and later, `legacy`: 2025-11-25 and earlier. */
export type Era = 'modern' | 'legacy';

/** How messages travel: Streamable HTTP, the HTTP+SSE of 2024-11-05, or the standard streams of a child process. */
export type Transport = 'http' | 'sse' | 'stdio';

/** TLS material of an instance. Paths, never contents: secrets stay out of the workspace's files. */
export interface TlsSettings {
  /** PEM file with further certificate authorities. */
  readonly caFile?: string;
  /** PEM file with the client's certificate. */
  readonly certFile?: string;
  /** PEM file with the client certificate's private key. */
  readonly keyFile?: string;
  /** Accept a certificate that does not verify. Shown wherever the instance is shown. */
  readonly trustAnyCertificate?: boolean;
}

/** One running server that can be talked to. Header values may hold `${NAME}`, filled from the environment. */
export interface Instance {
  /** Stable within a workspace. */
  readonly id: string;
  readonly name: string;
  /** The MCP endpoint; of an instance with a command `stdio:` and its command line, for showing only. */
  readonly url: string;
  /** Hopscope starts this and talks over its standard streams; `headers` and what follows then mean nothing. */
  readonly stdio?: StdioCommand;
  /** The era to speak whatever was detected; absent: as detected. */
  readonly era?: Era;
  /**
   * On an instance with a command: whether a person of this machine has seen exactly this command and let it be
   * started. Not written to the workspace's files: those may come from a stranger.
   */
  readonly approved?: boolean;
  /** Sent with every request, after the protocol's own headers. */
  readonly headers: HeaderList;
  readonly tls?: TlsSettings;
  /** Take the proxy from HTTP_PROXY / HTTPS_PROXY / NO_PROXY. Left alone unless asked. */
  readonly useSystemProxy?: boolean;
  /** Set on instances that Hopscope started itself; they are not written to the workspace's files. */
  readonly startedBy?: 'demo' | 'run';
}

/** The instances that serve one MCP server together. */
export interface Fleet {
  readonly id: string;
  readonly name: string;
  readonly instanceIds: readonly string[];
}

/** What an instance said of itself, by server/discover or by initialize. Every request of a check is an exchange in the capture. */
export interface InstanceHealth {
  readonly instanceId: string;
  readonly state: 'unknown' | 'checking' | 'up' | 'down';
  readonly checkedAt?: number;
  /** Duration of the last check's exchange. */
  readonly latencyMs?: number;
  /** Latencies of the last checks, oldest first; null where the check failed. At most 30. */
  readonly latenciesMs: readonly (number | null)[];
  readonly era?: Era;
  /** Why this era: a sentence for a person. */
  readonly eraReason?: string;
  /** How the era is known: found out now, kept from an earlier time, or set on the instance by a person. */
  readonly eraSource?: 'detected' | 'kept' | 'set';
  /** What it was found out by, in order. */
  readonly eraEvidence?: readonly EraEvidence[];
  /** A sentence: it belongs to one era and yet does some of what the other does. */
  readonly eraMixed?: string;
  readonly transport?: Transport;
  readonly supportedVersions?: readonly string[];
  /** What both sides agreed on, of a legacy server. */
  readonly revision?: string;
  readonly serverInfo?: { readonly name?: string; readonly title?: string; readonly version?: string };
  readonly instructions?: string;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  /** A sentence: what went wrong, where the state is `down` or the answer was odd. */
  readonly problem?: string;
}

/** One step of finding out an era. */
export interface EraEvidence {
  /** What was sent and what came back, as a sentence. */
  readonly says: string;
  /** The exchange that shows it, where it is of this run. */
  readonly ref?: ExchangeRef;
}

/** The shape in which a new or changed instance is sent to the engine. */
export type InstanceInput = Omit<Instance, 'id' | 'startedBy'> & { readonly id?: string };

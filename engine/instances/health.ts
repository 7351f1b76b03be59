import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { InstanceHealth } from '../../shared/model/instance.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { META } from '../../shared/spec/modern.ts';
import { judgeDiscover, textList, type Reply } from './judge-era.ts';

const KEPT_LATENCIES = 30;

/** How one server/discover exchange came out. */
export interface DiscoverFacts extends Reply {
  readonly instanceId: string;
  /** Epoch ms. */
  readonly checkedAt: number;
  /** Duration of the exchange. */
  readonly latencyMs?: number;
}

/** Nothing is known of the instance yet. */
export function unknownHealth(instanceId: string): InstanceHealth {
  return { instanceId, state: 'unknown', latenciesMs: [] };
}

/** A check has been sent: what is known stays until its outcome. */
export function checkingHealth(previous: InstanceHealth): InstanceHealth {
  return { ...previous, state: 'checking' };
}

/**
 * What is known after a check. Pure. The era is a property of the server, so it outlives a check that failed;
 * identity and capabilities are those of the last answer that told them.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/server/discover and
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#backward-compatibility
 */
export function observeDiscover(previous: InstanceHealth, facts: DiscoverFacts): InstanceHealth {
  return withFindings(previous, judge(facts), facts);
}

/** Puts what a check found over what was known. Pure. */
export function withFindings(
  previous: InstanceHealth,
  findings: Findings,
  { instanceId, checkedAt, latencyMs }: Pick<DiscoverFacts, 'instanceId' | 'checkedAt' | 'latencyMs'>,
): InstanceHealth {
  const worked = findings.state === 'up' && latencyMs !== undefined;
  return {
    ...(keepsIdentity(previous, findings) ? identityOf(previous) : {}),
    ...findings,
    instanceId,
    checkedAt,
    ...(latencyMs !== undefined && { latencyMs }),
    latenciesMs: [...previous.latenciesMs, worked ? latencyMs : null].slice(-KEPT_LATENCIES),
  };
}

/** A whole new discovery, or another era, replaces what was known; a failure or a modern error does not. */
function keepsIdentity(previous: InstanceHealth, findings: Findings): boolean {
  if (findings.era === undefined) return true;
  return findings.era === previous.era && findings.capabilities === undefined;
}

/** What a server said of itself, and its era. */
function identityOf(health: InstanceHealth): Partial<InstanceHealth> {
  const { era, eraReason, supportedVersions, revision, serverInfo, instructions, capabilities } = health;
  return {
    ...(era !== undefined && { era }),
    ...(eraReason !== undefined && { eraReason }),
    ...(supportedVersions && { supportedVersions }),
    ...(revision !== undefined && { revision }),
    ...(serverInfo && { serverInfo }),
    ...(instructions !== undefined && { instructions }),
    ...(capabilities && { capabilities }),
  };
}

/** What one check found. */
export type Findings = Partial<InstanceHealth> & { readonly state: 'up' | 'down' };

function judge(facts: DiscoverFacts): Findings {
  const { kind, reason } = judgeDiscover(facts, 'http');
  return {
    ...conditionOf(facts),
    ...((kind === 'modern' || kind === 'legacy') && { era: kind, eraReason: reason }),
  };
}

/** State, identity and what is odd, by the answer to server/discover; nothing of the era. Pure. */
export function conditionOf(facts: Reply): Findings {
  const { answer, status } = facts;
  if (answer === undefined) return conditionWithoutAnswer(facts);
  if (!isJsonObject(answer)) return odd(facts, 'The answer is JSON, but no JSON-RPC message.');
  if (isJsonObject(answer['error'])) return conditionByError(answer['error'], status);
  if (isJsonObject(answer['result'])) return conditionByResult(answer['result'], status);
  return odd(facts, 'The answer has neither a result nor an error.');
}

function conditionWithoutAnswer(facts: Reply): Findings {
  const { failure, status } = facts;
  if (status === undefined) {
    return { state: 'down', problem: failure?.message ?? 'No answer came.' };
  }
  if (failure && failure.kind !== 'malformed') return { state: 'down', problem: failure.message };
  const type = facts.contentType ?? 'no content type';
  return odd(facts, `HTTP ${String(status)} (${type}) without a JSON-RPC message.`);
}

/** An answer that is no proper MCP. */
function odd({ status = 0 }: Reply, what: string): Findings {
  if (status === 401 || status === 403) {
    return {
      state: 'up',
      problem: `The server answers ${String(status)}: it wants credentials. Add a header such as Authorization to the instance.`,
    };
  }
  if (status === 404) {
    // A wrong path looks the same in every era.
    return { state: 'up', problem: `${what} Check the path of the address: nothing answers there.` };
  }
  if (status >= 500) return { state: 'down', problem: `${what} A server error says nothing about the era.` };
  if (status >= 400 && status !== 429) {
    // A legacy server refuses what it does not know in many ways: an empty body, a text, a page.
    return {
      state: 'up',
      problem: `${what} Check the path of the address, if this is meant to be a modern server.`,
    };
  }
  return { state: 'down', problem: `${what} This address does not look like an MCP endpoint.` };
}

function conditionByResult(result: JsonObject, status: number | undefined): Findings {
  const versions = textList(result['supportedVersions']);
  const { capabilities, instructions } = result;
  const type = result['resultType'];
  if (!versions || !isJsonObject(capabilities)) {
    const lacking = [versions ? '' : 'supportedVersions', isJsonObject(capabilities) ? '' : 'capabilities'];
    const lacks = lacking.filter(Boolean).join(' and ');
    return { state: 'up', problem: `The server answered server/discover without ${lacks}.` };
  }
  const meta = result['_meta'];
  const serverInfo = isJsonObject(meta) ? readServerInfo(meta[META.serverInfo]) : undefined;
  const faults = [
    ...(status !== undefined && status !== 200
      ? [`The result came with HTTP ${String(status)} instead of 200.`]
      : []),
    ...(typeof type === 'string' && type !== 'complete'
      ? [`Its resultType is "${type}" instead of "complete".`]
      : []),
    ...(type === undefined ? ['The result has no resultType.'] : []),
    ...(versions.length === 0 ? ['It names no version that it supports.'] : []),
  ];
  return {
    state: 'up',
    supportedVersions: versions,
    capabilities,
    ...(serverInfo && { serverInfo }),
    ...(typeof instructions === 'string' && { instructions }),
    ...(faults.length > 0 && { problem: faults.join(' ') }),
  };
}

function conditionByError(error: JsonObject, status: number | undefined): Findings {
  const code = typeof error['code'] === 'number' ? error['code'] : undefined;
  const said = typeof error['message'] === 'string' ? error['message'] : '';
  const supported = isJsonObject(error['data']) ? textList(error['data']['supported']) : undefined;
  return {
    state: status !== undefined && status >= 500 ? 'down' : 'up',
    ...(code === -32022 && supported && { supportedVersions: supported }),
    problem: `The server answered server/discover with error ${String(code ?? '(no code)')}: ${said}`,
  };
}

/** Name, title and version, as far as they are texts. */
export function readServerInfo(info: JsonValue | undefined): InstanceHealth['serverInfo'] {
  if (!isJsonObject(info)) return undefined;
  const { name, title, version } = info;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof title === 'string' && { title }),
    ...(typeof version === 'string' && { version }),
  };
}

import { isModernError } from '../protocol/modern/modern-error.ts';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { Failure } from '../../shared/model/exchange.ts';
import type { Era, InstanceHealth } from '../../shared/model/instance.ts';
import { isJsonObject } from '../../shared/model/json.ts';

const KEPT_LATENCIES = 30;

/** How one server/discover exchange came out. */
export interface DiscoverFacts {
  readonly instanceId: string;
  /** Epoch ms. */
  readonly checkedAt: number;
  /** Duration of the exchange. */
  readonly latencyMs?: number;
  /** HTTP status of the answer. */
  readonly status?: number;
  readonly contentType?: string;
  /** The JSON-RPC response that answered the request, whole; absent where none came. */
  readonly answer?: JsonValue;
  /** Why the exchange did not come to its proper end. */
  readonly failure?: Failure;
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
  const findings = judge(facts);
  const worked = findings.state === 'up' && facts.latencyMs !== undefined;
  return {
    ...(keepsIdentity(previous, findings) ? identityOf(previous) : {}),
    ...findings,
    instanceId: facts.instanceId,
    checkedAt: facts.checkedAt,
    ...(facts.latencyMs !== undefined && { latencyMs: facts.latencyMs }),
    latenciesMs: [...previous.latenciesMs, worked ? facts.latencyMs : null].slice(-KEPT_LATENCIES),
  };
}

/** A whole new discovery, or another era, replaces what was known; a failure or a modern error does not. */
function keepsIdentity(previous: InstanceHealth, findings: Findings): boolean {
  if (findings.era === undefined) return true;
  return findings.era === previous.era && findings.capabilities === undefined;
}

function identityOf(health: InstanceHealth): Partial<InstanceHealth> {
  const { era, eraReason, supportedVersions, serverInfo, instructions, capabilities } = health;
  return {
    ...(era !== undefined && { era }),
    ...(eraReason !== undefined && { eraReason }),
    ...(supportedVersions && { supportedVersions }),
    ...(serverInfo && { serverInfo }),
    ...(instructions !== undefined && { instructions }),
    ...(capabilities && { capabilities }),
  };
}

type Findings = Partial<InstanceHealth> & { readonly state: 'up' | 'down' };

function judge(facts: DiscoverFacts): Findings {
  if (facts.answer === undefined) return judgeWithoutAnswer(facts);
  const { answer, status } = facts;
  if (!isJsonObject(answer)) return odd(facts, 'The answer is JSON, but no JSON-RPC message.');
  if (isJsonObject(answer['error'])) return judgeError(answer, answer['error'], status);
  if (isJsonObject(answer['result'])) return judgeResult(answer['result'], status);
  return odd(facts, 'The answer has neither a result nor an error.');
}

function judgeWithoutAnswer(facts: DiscoverFacts): Findings {
  const { failure, status } = facts;
  if (status === undefined) {
    return { state: 'down', problem: failure?.message ?? 'No answer came.' };
  }
  if (failure && failure.kind !== 'malformed') return { state: 'down', problem: failure.message };
  const type = facts.contentType ?? 'no content type';
  return odd(facts, `HTTP ${String(status)} (${type}) without a JSON-RPC message.`);
}

/** An answer that is no proper MCP. */
function odd(facts: DiscoverFacts, what: string): Findings {
  const { status = 0 } = facts;
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
      ...legacy(
        `It refused server/discover with HTTP ${String(status)} and no error that a modern server gives.`,
      ),
      problem: `${what} Check the path of the address, if this is meant to be a modern server.`,
    };
  }
  return { state: 'down', problem: `${what} This address does not look like an MCP endpoint.` };
}

function judgeResult(result: JsonObject, status: number | undefined): Findings {
  const versions = textList(result['supportedVersions']);
  const { capabilities, instructions } = result;
  const type = result['resultType'];
  if (!versions || !isJsonObject(capabilities)) {
    const lacking = [versions ? '' : 'supportedVersions', isJsonObject(capabilities) ? '' : 'capabilities'];
    const lacks = lacking.filter(Boolean).join(' and ');
    return {
      state: 'up',
      // Only this revision and later ones write a resultType.
      ...(typeof type === 'string'
        ? { era: 'modern', eraReason: 'Its result has a resultType, which only modern servers write.' }
        : legacy(`Its answer to server/discover is no DiscoverResult: it lacks ${lacks}.`)),
      problem: `The server answered server/discover without ${lacks}.`,
    };
  }
  const serverInfo = readServerInfo(result);
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
    era: 'modern',
    eraReason: 'It answered server/discover with a DiscoverResult.',
    supportedVersions: versions,
    capabilities,
    ...(serverInfo && { serverInfo }),
    ...(typeof instructions === 'string' && { instructions }),
    ...(faults.length > 0 && { problem: faults.join(' ') }),
  };
}

function judgeError(answer: JsonObject, error: JsonObject, status: number | undefined): Findings {
  const code = typeof error['code'] === 'number' ? error['code'] : undefined;
  const said = typeof error['message'] === 'string' ? error['message'] : '';
  const shown = `The server answered server/discover with error ${String(code ?? '(no code)')}: ${said}`;
  const recognised = isModernError(answer);
  if (recognised) {
    const supported = isJsonObject(error['data']) ? textList(error['data']['supported']) : undefined;
    return {
      state: 'up',
      era: 'modern',
      eraReason: `It answered with ${String(code)}, an error that only modern servers give.`,
      ...(supported && { supportedVersions: supported }),
      problem: shown,
    };
  }
  if (status !== undefined && status >= 500) return { state: 'down', problem: shown };
  if (status === 401 || status === 403) return { state: 'up', problem: shown };
  return {
    state: 'up',
    ...legacy(
      code === -32601
        ? 'It does not know server/discover, which every modern server has.'
        : `It refused server/discover with ${String(code ?? 'an error without a code')}, which is no error of the modern era.`,
    ),
    problem: shown,
  };
}

function legacy(reason: string): { readonly era: Era; readonly eraReason: string } {
  return {
    era: 'legacy',
    eraReason: `${reason} So it is a legacy server, as far as can be told from outside.`,
  };
}

function readServerInfo(result: JsonObject): InstanceHealth['serverInfo'] {
  const meta = result['_meta'];
  const info = isJsonObject(meta) ? meta['io.modelcontextprotocol/serverInfo'] : undefined;
  if (!isJsonObject(info)) return undefined;
  const { name, title, version } = info;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof title === 'string' && { title }),
    ...(typeof version === 'string' && { version }),
  };
}

function textList(value: JsonValue | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value as readonly JsonValue[];
  return items.every((item) => typeof item === 'string') ? items : undefined;
}

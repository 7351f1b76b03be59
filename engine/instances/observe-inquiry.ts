import type { JsonObject } from '../../shared/model/draft.ts';
import type { InstanceHealth } from '../../shared/model/instance.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import type { KnownEra } from '../client/eras.ts';
import { conditionOf, readServerInfo, withFindings, type Findings } from './health.ts';
import { replySentence } from './era-sentences.ts';
import type { Handshake, Inquiry, Told } from './inquire-era.ts';
import { judgeDiscover, judgeInitialize } from './judge-era.ts';

/** What a check learnt. */
export interface CheckFacts {
  readonly instanceId: string;
  /** Epoch ms. */
  readonly checkedAt: number;
  readonly inquiry: Inquiry;
  /** Of a session that was open before: whether the server still answers on it. */
  readonly ping?: Told;
  /** What is known of the era now; a person may have set another one than what was found. */
  readonly known?: KnownEra;
}

/** What is known after a check. Pure. Identity is that of the last answer that told it. */
export function observeInquiry(previous: InstanceHealth, facts: CheckFacts): InstanceHealth {
  const { inquiry, known, ping } = facts;
  const { discover, handshake, verdict } = inquiry;
  const session = verdict?.era === 'legacy' || !discover ? handshake : undefined;
  const findings = session ? bySession(session, ping) : byDiscover(inquiry);
  const shown = session ? (ping ?? session.told) : discover;
  const era = known?.era ?? verdict?.era;
  const health = withFindings(
    previous,
    { ...findings, ...(era && { era }) },
    {
      ...facts,
      ...(shown?.durationMs !== undefined && { latencyMs: shown.durationMs }),
    },
  );
  return withEra(health, known);
}

function byDiscover({ discover, verdict, evidence }: Inquiry): Findings {
  if (!discover) return { state: 'down', problem: evidence.at(-1)?.says ?? 'Nothing was asked.' };
  const condition = conditionOf(discover);
  if (
    verdict?.era !== 'modern' ||
    condition.capabilities ||
    judgeDiscover(discover, 'http').kind === 'modern'
  ) {
    return condition;
  }
  return {
    state: 'up',
    problem: `${condition.problem ?? 'It did not answer server/discover.'} Every modern server has to answer it.`,
  };
}

function bySession({ ok, told }: Handshake, ping: Told | undefined): Findings {
  const initialized = isJsonObject(told.answer) ? told.answer['result'] : undefined;
  const identity = isJsonObject(initialized) ? identityBy(initialized) : {};
  if (!ok) {
    // Whoever answers is up, also where the answer is a refusal.
    const isThere = told.status !== undefined || told.answer !== undefined;
    return {
      state: isThere && (told.status ?? 0) < 500 ? 'up' : 'down',
      problem: `No session could be opened. ${judgeInitialize(told).reason}`,
      ...identity,
    };
  }
  const isDead = ping && ping.answer === undefined;
  return {
    state: isDead ? 'down' : 'up',
    ...identity,
    ...(isDead && { problem: replySentence('ping', ping) }),
  };
}

/**
 * What a legacy server says of itself. Source:
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#initialization
 */
function identityBy(result: JsonObject): Omit<Partial<InstanceHealth>, 'state'> {
  const { protocolVersion, capabilities, instructions } = result;
  const serverInfo = readServerInfo(result['serverInfo']);
  return {
    ...(typeof protocolVersion === 'string' && { revision: protocolVersion }),
    ...(isJsonObject(capabilities) && { capabilities }),
    ...(serverInfo && { serverInfo }),
    ...(typeof instructions === 'string' && { instructions }),
  };
}

/** Replaces all that is said of the era by what is known now. Pure. */
export function withEra(health: InstanceHealth, known: KnownEra | undefined): InstanceHealth {
  const { era, eraReason, eraSource, eraEvidence, eraMixed, transport, ...rest } = health;
  if (!known) return rest;
  return {
    ...rest,
    era: known.era,
    eraReason: known.reason,
    eraSource: known.source,
    eraEvidence: known.evidence,
    ...(known.mixed !== undefined && { eraMixed: known.mixed }),
    ...(known.transport && { transport: known.transport }),
  };
}

import type { Command } from 'commander';
import type { Instance, InstanceHealth } from '../../shared/model/instance.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { addFleetOptions, TARGET_HELP, type FleetOptions } from '../common-options.ts';
import type { CommandContext } from '../context.ts';
import type { Conversation } from '../conversation.ts';
import { healthOf, resultOf, type Outcome } from '../outcome.ts';
import { outcomeText, statusLine, tableText } from '../output/human.ts';
import { visible, visibleLine, type Paint } from '../output/paint.ts';
import { plainDraft, runOnTargets } from '../run-on-targets.ts';
import type { Session } from '../session.ts';

export function addDiscover(program: Command, context: CommandContext): void {
  const command = program
    .command('discover')
    .description("a server's era, revisions, capabilities and identity")
    .argument('<target>', TARGET_HELP)
    .addHelpText(
      'after',
      `
Example: hopscope discover http://127.0.0.1:3000/mcp
A server on standard streams is started: hopscope discover 'stdio:npx some-server'`,
    );
  addFleetOptions(command).action((target: string, options: FleetOptions) => {
    const verdicts = new Map<string, InstanceHealth>();
    return runOnTargets(context, target, options, {
      prepare: () => ({ draft: firstQuestion(options.era) }),
      then: async (session, instance, came) => {
        const found = await findHandshake(session, instance, came);
        const verdict = await session.health(instance);
        if (verdict) verdicts.set(instance.id, verdict);
        return found;
      },
      show: (outcome, paint) => discoveryText(outcome, paint, verdicts.get(outcome.detail.row.instanceId)),
    });
  });
}

/** A legacy server says who it is when its session is opened: any request there does. */
function firstQuestion(era: FleetOptions['era']) {
  return era === 'legacy' ? plainDraft('ping', {}) : plainDraft('server/discover', {});
}

/**
 * Where the server is of the legacy era: the exchange that opened the session is the answer. The engine opens one by
 * itself where what it got for server/discover is no modern answer.
 */
async function findHandshake(
  session: Session,
  instance: Instance,
  came: Conversation,
): Promise<Conversation> {
  const { answer } = came;
  if (answer.detail.row.era === 'modern' && healthOf(answer).era === 'modern') return came;
  const all = await session.readAll(instance);
  const handshake = all.findLast(
    (outcome) => outcome.detail.row.method === 'initialize' && resultOf(outcome) !== undefined,
  );
  if (!handshake) return came;
  return { ...came, steps: all.filter((outcome) => outcome !== handshake), answer: handshake };
}

/** `verdict`: what the engine made of all that came. */
function discoveryText(outcome: Outcome, paint: Paint, verdict: InstanceHealth | undefined): string {
  const facts = outcome.detail.row.method === 'initialize' ? ofInitialize(outcome) : ofDiscover(outcome);
  if (!facts) return outcomeText(outcome, paint);
  const { serverInfo, capabilities, instructions } = facts;
  const identity = [serverInfo?.title, serverInfo?.name, serverInfo?.version].filter(
    (part) => typeof part === 'string',
  );
  const lines: [string, string][] = [
    ['era', facts.era],
    ['revisions', facts.revisions.join(', ')],
    ['server', identity.length > 0 ? identity.join(' ') : '(does not say)'],
    ['capabilities', Object.keys(capabilities).join(', ') || '(none)'],
  ];
  const extensions = capabilities['extensions'];
  if (typeof extensions === 'object' && extensions !== null)
    lines.push(['extensions', Object.keys(extensions).join(', ')]);
  if (facts.problem !== undefined) lines.push(['odd', facts.problem]);
  if (verdict?.eraMixed !== undefined) lines.push(['odd', verdict.eraMixed]);
  const rows = lines.map(([key, value]) => [`  ${key}`, visibleLine(value, 500)]);
  const said = instructions === undefined ? '' : `${visible(instructions).replace(/^(?=.)/gm, '  ')}\n`;
  return `${statusLine(outcome, paint)}\n${tableText(rows)}${said}`;
}

/** What a server says of itself, in either era. */
interface Facts {
  readonly era: string;
  readonly revisions: readonly string[];
  readonly serverInfo?: Readonly<Record<string, unknown>>;
  readonly capabilities: Readonly<Record<string, unknown>>;
  readonly instructions?: string;
  readonly problem?: string;
}

function ofDiscover(outcome: Outcome): Facts | undefined {
  const health = healthOf(outcome);
  const { serverInfo, capabilities, instructions, problem } = health;
  if (!resultOf(outcome) || capabilities === undefined) return undefined;
  return {
    era: `${health.era ?? 'unknown'}: ${health.eraReason ?? ''}`,
    revisions: health.supportedVersions ?? [],
    capabilities,
    ...(serverInfo && { serverInfo }),
    ...(instructions !== undefined && { instructions }),
    ...(problem !== undefined && { problem }),
  };
}

/** https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#initialization */
function ofInitialize(outcome: Outcome): Facts | undefined {
  const result = resultOf(outcome);
  if (!result) return undefined;
  const { protocolVersion, serverInfo, capabilities, instructions } = result;
  const revision = typeof protocolVersion === 'string' ? protocolVersion : undefined;
  return {
    era: `legacy: It opened a session by initialize${revision === undefined ? '' : ` with ${revision}`}.`,
    revisions: revision === undefined ? [] : [revision],
    capabilities: isJsonObject(capabilities) ? capabilities : {},
    ...(isJsonObject(serverInfo) && { serverInfo }),
    ...(typeof instructions === 'string' && { instructions }),
    ...(revision === undefined && { problem: 'Its answer names no protocolVersion.' }),
  };
}

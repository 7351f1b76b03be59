import type { Command } from 'commander';
import type { Instance } from '../../shared/model/instance.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { addFleetOptions, TARGET_HELP, type FleetOptions } from '../common-options.ts';
import type { CommandContext } from '../context.ts';
import type { Conversation } from '../conversation.ts';
import { healthOf, legacySign, resultOf, type Outcome } from '../outcome.ts';
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
  addFleetOptions(command).action((target: string, options: FleetOptions) =>
    runOnTargets(context, target, options, {
      prepare: (_session, instance) => ({ draft: firstQuestion(instance, options.era) }),
      then: (session, instance, came) => findHandshake(session, instance, came, options.era),
      show: discoveryText,
    }),
  );
}

/**
 * A legacy server says who it is when its session is opened: any request there does. One that may be modern is asked
 * itself, and not again in the other era.
 */
function firstQuestion(instance: Instance, era: FleetOptions['era']) {
  if (era === 'legacy') return plainDraft('ping', {});
  const draft = plainDraft('server/discover', {});
  return instance.stdio || instance.era === 'legacy' ? draft : { ...draft, era: 'modern' as const };
}

/** Where the server is of the legacy era: the exchange that opened the session is the answer. */
async function findHandshake(
  session: Session,
  instance: Instance,
  came: Conversation,
  era: FleetOptions['era'],
): Promise<Conversation> {
  if (era === 'auto' && legacySign(came.answer) !== undefined) {
    // The engine finds out and says it in the right era.
    await session.send([{ instance, draft: plainDraft('ping', {}) }]);
  } else if (came.answer.detail.row.era !== 'legacy') return came;
  const all = await session.readAll(instance);
  const handshake = all.findLast(
    (outcome) => outcome.detail.row.method === 'initialize' && resultOf(outcome) !== undefined,
  );
  if (!handshake) return came;
  return { ...came, steps: all.filter((outcome) => outcome !== handshake), answer: handshake };
}

function discoveryText(outcome: Outcome, paint: Paint): string {
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

import type { Command } from 'commander';
import { addFleetOptions, type FleetOptions } from '../common-options.ts';
import type { CommandContext } from '../context.ts';
import { healthOf, resultOf, type Outcome } from '../outcome.ts';
import { outcomeText, statusLine, tableText } from '../output/human.ts';
import { visible, visibleLine, type Paint } from '../output/paint.ts';
import { plainDraft, runOnTargets } from '../run-on-targets.ts';

export function addDiscover(program: Command, context: CommandContext): void {
  const command = program
    .command('discover')
    .description("a server's era, revisions, capabilities and identity")
    .argument('<target>', 'a URL, or the name of an instance in the workspace')
    .addHelpText('after', '\nExample: hopscope discover http://127.0.0.1:3000/mcp');
  addFleetOptions(command).action((target: string, options: FleetOptions) =>
    runOnTargets(
      context,
      target,
      options,
      () => ({ draft: plainDraft('server/discover', {}) }),
      discoveryText,
    ),
  );
}

function discoveryText(outcome: Outcome, paint: Paint): string {
  const health = healthOf(outcome);
  if (!resultOf(outcome) || health.capabilities === undefined) return outcomeText(outcome, paint);
  const { serverInfo } = health;
  const identity = [serverInfo?.title, serverInfo?.name, serverInfo?.version].filter(
    (part) => part !== undefined,
  );
  const facts: [string, string][] = [
    ['era', `${health.era ?? 'unknown'}: ${health.eraReason ?? ''}`],
    ['revisions', (health.supportedVersions ?? []).join(', ')],
    ['server', identity.length > 0 ? identity.join(' ') : '(does not say)'],
    ['capabilities', Object.keys(health.capabilities).join(', ') || '(none)'],
  ];
  const extensions = health.capabilities['extensions'];
  if (typeof extensions === 'object' && extensions !== null)
    facts.push(['extensions', Object.keys(extensions).join(', ')]);
  if (health.problem !== undefined) facts.push(['odd', health.problem]);
  const rows = facts.map(([key, value]) => [`  ${key}`, visibleLine(value, 500)]);
  const { instructions } = health;
  const said = instructions === undefined ? '' : `${visible(instructions).replace(/^(?=.)/gm, '  ')}\n`;
  return `${statusLine(outcome, paint)}\n${tableText(rows)}${said}`;
}

import type { CommandInput, CommandName, CommandOutput } from '../../shared/bridge/bridge.ts';
import type { Row } from '../../shared/model/exchange.ts';
import type { RuleInfo } from '../../shared/model/finding.ts';
import { rowsAfter } from '../conversation.ts';
import { noFindings, RuleCollector, sortedRules, unlistedRule, type LintReport } from './lint-report.ts';

type Ask = <C extends CommandName>(command: C, input: CommandInput<C>) => Promise<CommandOutput<C>>;

/** Whose findings are wanted. */
export interface Gathering {
  readonly captureId: string;
  /** Only exchanges with a greater number. */
  readonly after: number;
  /** Only these rules; all where it is empty. */
  readonly only: readonly string[];
  readonly muted: readonly string[];
  /** Only these exchanges; absent: all. */
  readonly among?: ReadonlySet<number>;
  readonly rules: readonly RuleInfo[];
  /** What a tour's exchange is, by its number. */
  readonly steps: ReadonlyMap<number, string>;
}

/** What was found, and the rows that it was found in. */
export interface Gathered extends Pick<LintReport, 'rules' | 'counts' | 'muted' | 'checked'> {
  readonly rows: readonly Row[];
}

const FINDINGS_AT_ONCE = 500;

/** Waits until all that has ended is judged, and reads the findings. Rejects as the bridge does. */
export async function gatherFindings(ask: Ask, wanted: Gathering): Promise<Gathered> {
  const { captureId, after, only, muted } = wanted;
  await ask('findings.settled', { captureId });
  const { groups } = await ask('findings.groups', { captureId });
  const isMeant = (number: number): boolean => wanted.among?.has(number) ?? true;
  const rows = (await rowsAfter(ask, captureId, after)).filter(({ number }) => isMeant(number));
  const rowOf = new Map(rows.map((row) => [row.number, row]));
  const isWanted = (id: string): boolean => only.length === 0 || only.includes(id);
  const counts = noFindings();
  const collectors: RuleCollector[] = [];
  let hushed = 0;
  for (const { rule } of groups.filter((group) => isWanted(group.rule))) {
    let collector: RuleCollector | undefined;
    for await (const { number, finding } of foundOf(ask, { captureId, rule, after })) {
      if (!isMeant(number)) continue;
      if (muted.includes(rule)) {
        hushed += 1;
        continue;
      }
      counts[finding.severity] += 1;
      collector ??= new RuleCollector(
        wanted.rules.find(({ id }) => id === rule) ?? unlistedRule(rule, finding),
      );
      const row = rowOf.get(number);
      // Of what is asked as every client asks it, method and name say it all.
      const step = row?.tampered === true ? wanted.steps.get(number) : undefined;
      collector.add({
        exchange: number,
        instance: row?.instanceName ?? '',
        method: row?.method ?? '',
        name: row?.name ?? '',
        ...(step !== undefined && { step }),
        finding,
      });
    }
    if (collector) collectors.push(collector);
  }
  return {
    rows,
    rules: sortedRules(collectors.flatMap((collector) => collector.report() ?? [])),
    counts,
    muted: hushed,
    checked: wanted.rules.filter(({ id }) => isWanted(id) && !muted.includes(id)),
  };
}

async function* foundOf(ask: Ask, of: { captureId: string; rule: string; after: number }) {
  let { after } = of;
  for (;;) {
    const { found, more } = await ask('findings.list', { ...of, after, limit: FINDINGS_AT_ONCE });
    yield* found;
    const last = found.at(-1);
    if (!more || !last) return;
    after = last.number;
  }
}

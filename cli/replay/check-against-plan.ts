import type { FlowDecision, PlanSummary, ValueFlow } from '../../shared/model/replay-plan.ts';
import { UsageError } from '../exit-codes.ts';

/** Names that an error shows. */
const MOST_NAMES = 20;

interface NamingFlags {
  readonly allow: readonly string[];
  readonly hold: readonly string[];
}

/**
 * A slip in `--hold` would send what was to be held: a tool that no step is of is refused there, and told of with `--allow`.
 * Throws UsageError.
 *
 * @returns sentences for a person
 */
export function checkTools(
  { allow, hold }: NamingFlags,
  { tools }: Pick<PlanSummary, 'tools'>,
): readonly string[] {
  const known = new Set(tools.map(({ tool }) => tool));
  const unknown = hold.find((tool) => !known.has(tool));
  if (unknown !== undefined) {
    throw new UsageError(`--hold ${unknown}: no step is of this tool. There are: ${shortened([...known])}.`);
  }
  return allow
    .filter((tool) => !known.has(tool))
    .map((tool) => `--allow ${tool}: no step of this recording is of this tool.`);
}

/** The decisions as the plan takes them: what was a number is pinned to one. Throws UsageError for a flow that there is not. */
export function flowsOf(
  decisions: readonly FlowDecision[],
  flows: readonly ValueFlow[],
): readonly FlowDecision[] {
  return decisions.map((decision) => {
    if (decision.op === 'add') return decision;
    const flow = flows.find(({ id }) => id === decision.id);
    if (!flow) {
      throw new UsageError(
        `--flow ${decision.op}:${decision.id}: there is no such flow in the plan; --dry-run shows them with their ids.`,
      );
    }
    if (decision.op !== 'pin' || typeof flow.value !== 'number') return decision;
    const value = Number(decision.value);
    if (String(decision.value).trim() !== '' && Number.isFinite(value)) return { ...decision, value };
    throw new UsageError(
      `--flow pin:${decision.id}=${String(decision.value)}: the value is a number, ${String(flow.value)} in the recording.`,
    );
  });
}

function shortened(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

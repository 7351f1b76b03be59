import type { Engine } from '../../../engine/index.ts';
import type { FoundAt } from '../../../shared/model/finding.ts';
import type { Era } from '../../../shared/model/instance.ts';
import type { StdioCommand } from '../../../shared/model/stdio-command.ts';
import type { TourState } from '../../../shared/model/tour.ts';
import { openContractEngine } from '../../support/contract-engine.ts';
import { addInstance, ask } from '../servers/ask-through-bridge.ts';

/** What a tour of one server came to. */
export interface TourFound {
  readonly tour: TourState;
  /** Of each rule, the steps whose answers break it, in their order; "×n" behind one where it does so n times. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly warnings: Readonly<Record<string, readonly string[]>>;
  /** All of it, for a message that explains a surprise. */
  readonly found: readonly (FoundAt & { readonly step: string })[];
}

/** Makes a tour of one server in an engine of its own, and tells what the rules say of it. */
export async function tourFindings(where: string | StdioCommand, era?: Era): Promise<TourFound> {
  const { engine, close } = await openContractEngine();
  try {
    const { id } = await addInstance(engine, 'under test', where);
    const steps = new Map<number, string>();
    const over = new Promise<TourState>((resolve) => {
      engine.bridge.on('tour', (state) => {
        const number = state.recorded?.last;
        if (number !== undefined && !steps.has(number)) steps.set(number, state.step);
        if (state.state !== 'running') resolve(state);
      });
    });
    await ask(engine, 'tour.start', { instanceIds: [id], ...(era && { era }) });
    const tour = await over;
    await ask(engine, 'instance.disconnect', { id });
    const found = (await allFindings(engine)).map((entry) => ({
      ...entry,
      step: steps.get(entry.number) ?? 'beside the tour',
    }));
    const of = (severity: string): Record<string, string[]> => {
      const byRule = Map.groupBy(
        found.filter(({ finding }) => finding.severity === severity),
        ({ finding }) => finding.rule,
      );
      return Object.fromEntries(
        [...byRule].map(([rule, entries]) => [rule, timesEach(entries.map(({ step }) => step))]),
      );
    };
    return { tour, errors: of('error'), warnings: of('warning'), found };
  } finally {
    await close();
  }
}

/** Every finding of what is being recorded, by rule. */
async function allFindings(engine: Engine): Promise<readonly FoundAt[]> {
  const [capture] = await ask(engine, 'capture.list', null);
  if (!capture) throw new Error('Nothing is recorded.');
  const captureId = capture.id;
  await ask(engine, 'findings.settled', { captureId });
  const { groups } = await ask(engine, 'findings.groups', { captureId });
  const lists = await Promise.all(
    groups.map(({ rule }) => ask(engine, 'findings.list', { captureId, rule, after: 0, limit: 1000 })),
  );
  return lists.flatMap(({ found }) => found);
}

function timesEach(steps: readonly string[]): string[] {
  return [...Map.groupBy(steps, (step) => step)].map(([step, { length }]) =>
    length === 1 ? step : `${step} ×${String(length)}`,
  );
}

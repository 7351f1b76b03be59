import type { NamedInstance } from './make-wish.ts';
import type { WholePlan } from './read-plan.ts';

/** The document of `--dry-run --json`; its shape is a contract with scripts. */
export function planDocument(
  version: string,
  { summary, steps, leftOut, flows, schedules }: WholePlan,
  instances: readonly NamedInstance[],
): object {
  const nameOf = (id: string): string => instances.find((instance) => instance.id === id)?.name ?? id;
  const { captureName, recordedOn, lanes, lastedMs, tools, variables, held } = summary;
  return {
    tool: { name: 'hopscope', version },
    capture: captureName,
    recordedOn: recordedOn.map(({ name }) => name),
    lanes,
    lastedMs,
    held,
    steps,
    leftOut,
    flows,
    tools,
    variables,
    schedules: schedules.map(({ choice: { instanceId, ...choice }, says, steps: placed }) => ({
      ...choice,
      ...(instanceId !== undefined && { instance: nameOf(instanceId) }),
      says,
      steps: placed.map(({ number, to }) => ({ number, to: to.map(nameOf) })),
    })),
  };
}

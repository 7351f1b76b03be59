import { checkExitCode, checkSummary, type CheckReport } from './check-report.ts';

/** The document of `--json` and of `--report json:FILE`; its shape is a contract with scripts. */
export function checkDocument(report: CheckReport): object {
  const { version, capture, urls, state } = report;
  const { instances, cells, tasks, wish, outcome } = state;
  const nameOf = (id: string): string => instances.find((instance) => instance.id === id)?.name ?? id;
  return {
    tool: { name: 'hopscope', version },
    capture: capture ?? null,
    state: state.state,
    verdict: outcome?.verdict ?? null,
    says: checkSummary(report),
    exitCode: checkExitCode(report),
    work: { tool: wish.tool, args: wish.args },
    // The creator is the first.
    instances: instances.map(({ id, name }) => ({ name, url: urls.get(id) ?? null })),
    cells: cells.map(({ instanceId, step, verdict, says, exchanges }) => ({
      step,
      instance: nameOf(instanceId),
      verdict,
      says,
      exchanges: exchanges.map(({ number }) => number),
    })),
    tasks: tasks.map(({ taskId, tool, created }) => ({ taskId, tool, exchange: created.number })),
  };
}

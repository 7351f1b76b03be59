import { copyInstanceId, type RunSettings } from '../../shared/model/run.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { withoutInstances } from './check-gateway.ts';
import { checkRun } from './check-run.ts';
import { absoluteFolder } from './check-stdio.ts';
import { allowCommand, revokeCommand, type Edits, type Saved, type WithOptionalId } from './edits.ts';
import { idsOf, refuseSecondName, requireById, withEntry } from './entries.ts';
import type { Environment } from './fill-environment.ts';
import type { ResolvedCommand } from './session-values.ts';
import { slugFor } from './slug.ts';
import { completedRun } from './stored-state.ts';

/** Changes of the section `runs`; they reject as those of Workspace do. */
export interface RunEdits {
  /** `approved` says that a person has seen the command as it is in the input: it is then allowed, too. */
  save(input: WithOptionalId<RunSettings>): Promise<Saved<RunSettings>>;
  /** Lets the command be started; see `Workspace.approve`. */
  approve(id: string, seen: StdioCommand): Promise<readonly string[]>;
  /** Takes its copies out of the gateways, too. */
  remove(id: string): Promise<void>;
  /**
   * The command of a copy: its environment filled, its folder absolute; arguments as they are written. `own`: the
   * copy's variables.
   */
  resolve(run: RunSettings, own: Environment): ResolvedCommand;
}

/** `directory`: where relative working folders start. */
export function runEdits(edits: Edits, directory: string): RunEdits {
  return {
    save: (input) =>
      edits.change(async (content) => {
        if (input.id !== undefined) requireById(content.runs, input.id, 'run');
        const taken = idsOf(content.runs);
        const id = input.id ?? slugFor(input.name, (slug) => taken.has(slug), 'run');
        const run = checkRun({ ...input, id });
        refuseSecondName(content.runs, run.name, id, 'run');
        const others = [...content.instances, ...content.runs.filter((other) => other.id !== id)];
        const back = edits.inMemory ? { written: run, tell: () => [] } : edits.session.holdRun(run, others);
        const { written } = back;
        // Before the file, so that no start from a change to it comes in between; what was seen stays seen.
        const unkept = input.approved === true ? await edits.approvals.approve(written.command) : undefined;
        await edits.write({ ...content, runs: withEntry(content.runs, written) });
        const notices = await edits.session.settle(back);
        return {
          value: completedRun(written, edits.approvals),
          notices: unkept === undefined ? notices : [...notices, unkept],
        };
      }),
    approve: (id, seen) =>
      edits.change(({ runs }) => {
        const { name, command } = requireById(runs, id, 'run');
        return allowCommand(edits.approvals, { name, command, seen });
      }),
    remove: (id) =>
      edits.change(async (content) => {
        const { command, copies } = requireById(content.runs, id, 'run');
        const gone = new Set(Array.from({ length: copies }, (_copy, index) => copyInstanceId(id, index + 1)));
        const left = {
          ...content,
          runs: content.runs.filter((run) => run.id !== id),
          gateways: content.gateways.map((gateway) =>
            withoutInstances(gateway, (member) => gone.has(member)),
          ),
        };
        await edits.write(left);
        edits.session.forget('run', id);
        await revokeCommand(edits.approvals, command, left);
      }),
    resolve: (run, own) =>
      edits.session.resolveCommand(run.name, absoluteFolder(directory, run.command), own),
  };
}

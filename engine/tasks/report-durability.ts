import {
  DURABILITY_STEPS,
  DURABILITY_VERDICT_WORDS,
  DURABILITY_WORDS,
  type DurabilityCell,
  type DurabilityState,
  type DurabilityVerdict,
} from '../../shared/model/durability.ts';
import { jsonOf } from '../../shared/model/json.ts';
import { writeHtml } from '../trackers/document/write-html.ts';
import { writeMarkdown } from '../trackers/document/write-markdown.ts';
import type { Block, Cell, Inline, ReportDocument } from '../trackers/document/report-document.ts';

/** A durability check as a document to be saved. What servers wrote is escaped. Pure. */
export function durabilityReport(state: DurabilityState, format: 'md' | 'html'): string {
  return (format === 'md' ? writeMarkdown : writeHtml)(durabilityDocument(state));
}

/** A durability check as a document. Pure. */
function durabilityDocument(state: DurabilityState): ReportDocument {
  const { cells, instances, wish, tasks } = state;
  const steps = DURABILITY_STEPS.filter((step) => cells.some((cell) => cell.step === step));
  const cellAt = (step: string, id: string): DurabilityCell | undefined =>
    cells.find((cell) => cell.step === step && cell.instanceId === id);
  const matrix: Block = {
    kind: 'table',
    head: ['Step', ...instances.map(({ name }) => name)],
    rows: steps.map((step) => [
      DURABILITY_WORDS[step].title,
      ...instances.map(({ id }) => verdictOf(cellAt(step, id)?.verdict)),
    ]),
  };
  return {
    title: 'Task durability',
    blocks: [
      { kind: 'text', text: outcomeText(state) },
      {
        kind: 'text',
        text: [
          'Asked for ',
          { text: wish.tool, as: 'code' },
          ' with ',
          { text: jsonOf(wish.args), as: 'code' },
          '.',
        ],
      },
      ...(steps.length === 0 ? [] : [matrix]),
      ...steps.flatMap((step): readonly Block[] => [
        { kind: 'heading', level: 2, text: DURABILITY_WORDS[step].title },
        { kind: 'text', text: DURABILITY_WORDS[step].asks },
        {
          kind: 'table',
          head: ['Instance', 'Verdict', 'What happened', 'Exchanges'],
          rows: instances.flatMap(({ id, name }) => {
            const cell = cellAt(step, id);
            return cell ? [[name, verdictOf(cell.verdict), cell.says, exchangesOf(cell)]] : [];
          }),
        },
      ]),
      ...(tasks.length === 0
        ? []
        : [
            { kind: 'heading', level: 2, text: 'Tasks' } as const,
            {
              kind: 'table',
              head: ['Task', 'Tool', 'Handed out in exchange'],
              numbers: [2],
              rows: tasks.map(({ taskId, tool, created }): readonly Cell[] => [
                { text: taskId, as: 'code' },
                { text: tool, as: 'code' },
                String(created.number),
              ]),
            } as const,
          ]),
    ],
  };
}

/** What stands first: the outcome, or why there is none. */
function outcomeText({ state, outcome, problem }: DurabilityState): readonly Inline[] {
  const parts: Inline[] = [];
  if (outcome) parts.push({ text: outcome.says, as: outcome.verdict === 'holds' ? 'good' : 'bad' });
  if (state === 'cancelled') parts.push({ text: ' The check was cancelled: it is not complete.' });
  if (state === 'running') parts.push({ text: ' The check is under way: it is not complete.' });
  if (problem !== undefined) parts.push({ text: ` ${problem}`, as: 'bad' });
  return parts;
}

function verdictOf(verdict: DurabilityVerdict | undefined): Cell {
  if (verdict === undefined) return { text: '–', as: 'dim' };
  const tone = { ok: 'good', violated: 'bad', 'not-applicable': 'dim', 'not-reached': 'bad' } as const;
  return { text: DURABILITY_VERDICT_WORDS[verdict], as: tone[verdict] };
}

function exchangesOf({ exchanges }: DurabilityCell): string {
  return exchanges.map(({ number }) => `#${String(number)}`).join(', ');
}

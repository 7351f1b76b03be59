import { Button, Switch } from '@mantine/core';
import { useStore } from 'zustand';
import type { PlannedTool, PlanSummary, PlanWish } from '../../../shared/model/replay-plan.ts';
import { formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { claimWords, SAFETY_WORDS } from '../replay-words.ts';
import { useReplay } from '../replay-model.ts';
import shared from '../replay.module.css';
import { toolChoice } from './plan-store.ts';
import styles from './panels.module.css';

/** Whether the steps of the tool are sent, as things stand. Pure. */
export function isSent(tool: PlannedTool, wish: PlanWish): boolean {
  const choice = toolChoice(wish, tool.tool);
  if (choice !== 'claimed') return choice === 'send';
  return wish.allow.all === true || tool.safety !== 'held';
}

/** Held ones first, then by name. Pure. */
export function inOrder(tools: readonly PlannedTool[], wish: PlanWish): readonly PlannedTool[] {
  const weight = (tool: PlannedTool): number => (isSent(tool, wish) ? 1 : 0);
  return tools.toSorted(
    (one, other) =>
      weight(one) - weight(other) || (one.tool < other.tool ? -1 : one.tool > other.tool ? 1 : 0),
  );
}

function ToolRow({ tool, wish }: { readonly tool: PlannedTool; readonly wish: PlanWish }) {
  const { plan } = useReplay();
  const choice = toolChoice(wish, tool.tool);
  const sent = isSent(tool, wish);
  const claims = claimWords(tool);
  const byHand = choice !== 'claimed';
  return (
    <li className={styles.item} data-held={!sent || undefined}>
      <div className={styles.itemHead}>
        <MeaningMark meaning={sent ? SAFETY_WORDS[tool.safety].meaning : 'warning'} />
        <code className={shared.wire}>{tool.tool}</code>
        <span className={shared.muted}>{formatCounted(tool.steps, 'step')}</span>
        <span className={shared.gap} />
        <span className={shared.muted} aria-hidden="true">
          {sent ? 'sent' : 'held'}
        </span>
        <Switch
          aria-label={`Send the steps of ${tool.tool}`}
          checked={sent}
          onChange={(event) => {
            const wanted = event.currentTarget.checked;
            // Back to what the server claims, where that is what is wanted.
            if (wanted) plan.setTool(tool.tool, choice === 'hold' ? 'claimed' : 'send');
            else plan.setTool(tool.tool, choice === 'send' && wish.allow.all !== true ? 'claimed' : 'hold');
          }}
        />
      </div>
      <p className={styles.says}>
        {tool.because}
        {claims !== undefined && (
          <>
            {' '}
            Claims: <span className={shared.wire}>{claims}</span>.
          </>
        )}
        {byHand && (
          <>
            {' '}
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                plan.setTool(tool.tool, 'claimed');
              }}
            >
              {choice === 'send' ? 'Allowed by you: take it back' : 'Held by you: take it back'}
            </Button>
          </>
        )}
      </p>
    </li>
  );
}

/** What becomes of each tool and method: sent, or held until a person allows it. */
export function ToolsPanel({ plan }: { readonly plan: PlanSummary }) {
  const { plan: store } = useReplay();
  const wish = useStore(store, (state) => state.wish) ?? plan.wish;
  return (
    <>
      <p className={styles.lead}>
        What the server claims of a tool is its own word for it: overrule it here. What is held is not sent,
        and never counts as good.
      </p>
      <ul className={styles.items} aria-label="Tools and methods">
        {inOrder(plan.tools, wish).map((tool) => (
          <ToolRow key={tool.tool} tool={tool} wish={wish} />
        ))}
      </ul>
    </>
  );
}

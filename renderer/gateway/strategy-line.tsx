import { useState } from 'react';
import { Button } from '@mantine/core';
import type { FormProblem } from './form-result.ts';
import { useGatewayActions, type GatewayView } from './gateway-context.ts';
import styles from './gateway.module.css';
import { ProblemLine } from './problem-line.tsx';
import { StrategyFields } from './strategy-fields.tsx';
import { strategyForm, strategyOf, type StrategyForm } from './strategy-form.ts';

/** How what no rule takes finds its instance. A choice without anything to fill in holds at once. */
export function StrategyLine({ settings }: Pick<GatewayView, 'settings'>) {
  const { edit } = useGatewayActions();
  const kept = strategyForm(settings.strategy, settings.instanceIds);
  const [changed, setChanged] = useState<StrategyForm>();
  const [problem, setProblem] = useState<FormProblem>();
  const form = changed ?? kept;
  const apply = async (next: StrategyForm): Promise<void> => {
    const strategy = strategyOf(next, settings.instanceIds);
    if (!strategy.ok) {
      setProblem(strategy.problem);
      return;
    }
    setProblem(undefined);
    if (await edit(settings.id, (newest) => ({ ...newest, strategy: strategy.value }))) {
      setChanged((now) => (now === next ? undefined : now));
    }
  };
  const change = (next: StrategyForm): void => {
    setChanged(next);
    setProblem(undefined);
    // A number that is being typed must not hold digit by digit.
    if (next.kind !== form.kind || next.by !== form.by || next.instanceId !== form.instanceId) {
      void apply(next);
    }
  };
  return (
    <form
      className={styles.strategy}
      aria-label="Strategy"
      onSubmit={(event) => {
        event.preventDefault();
        void apply(form);
      }}
    >
      <h3>Strategy</h3>
      <StrategyFields
        what="the gateway"
        form={form}
        pool={settings.instanceIds}
        problem={problem}
        onChange={change}
      />
      {changed && (
        <span className={styles.buttons}>
          <Button type="submit" size="compact-xs" variant="filled">
            Apply
          </Button>
          <Button
            size="compact-xs"
            onClick={() => {
              setChanged(undefined);
              setProblem(undefined);
            }}
          >
            Undo
          </Button>
        </span>
      )}
      <ProblemLine message={problem?.message} />
    </form>
  );
}

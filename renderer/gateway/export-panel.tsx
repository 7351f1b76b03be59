import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import { EXPORT_TARGETS, type ExportTarget, type GatewaySettings } from '../../shared/model/gateway.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useGatewayActions } from './gateway-context.ts';
import styles from './gateway.module.css';
import { ProblemLine } from './problem-line.tsx';

const TITLES: Readonly<Record<ExportTarget, string>> = {
  nginx: 'nginx',
  haproxy: 'HAProxy',
  envoy: 'Envoy',
  'gateway-api': 'Kubernetes Gateway API',
};

function isTarget(value: string): value is ExportTarget {
  return value in TITLES;
}

/** The rules as a configuration of what people run in production; made anew whenever they change. */
export function ExportPanel({ settings }: { readonly settings: GatewaySettings }) {
  const { exportRules } = useGatewayActions();
  const [target, setTarget] = useState<ExportTarget>('nginx');
  const [made, setMade] = useState<{ readonly text: string } | { readonly problem: string }>();
  useEffect(() => {
    let ended = false;
    void exportRules(settings.id, target).then((result) => {
      if (!ended) setMade(result);
    });
    return () => {
      ended = true;
    };
  }, [exportRules, settings, target]);
  return (
    <section className={styles.panel} aria-label="Export of the rules">
      <div className={styles.fields}>
        <SegmentedControl
          aria-label="Written for"
          data={EXPORT_TARGETS.map((value) => ({ value, label: TITLES[value] }))}
          value={target}
          onChange={(value) => {
            if (isTarget(value)) setTarget(value);
          }}
        />
        <span className={styles.muted}>A comment stands wherever it cannot say what a rule says.</span>
        <span className={styles.gap} />
        {made && 'text' in made && (
          <CopyButton text={made.text} what={`configuration for ${TITLES[target]}`} />
        )}
      </div>
      {made && 'problem' in made && <ProblemLine message={made.problem} />}
      {made && 'text' in made && (
        <pre className={styles.code} tabIndex={0} aria-label={`Configuration for ${TITLES[target]}`}>
          {made.text}
        </pre>
      )}
    </section>
  );
}

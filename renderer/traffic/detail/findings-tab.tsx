import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Finding } from '../../../shared/model/finding.ts';
import { SEVERITIES, type Severity } from '../../../shared/model/finding.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { SEVERITY_MEANING } from '../row-marks.ts';
import styles from './detail.module.css';
import findings from './findings-tab.module.css';
import { placeOf, type Place } from './places.ts';

const WEIGHT: Readonly<Record<Severity, string>> = {
  error: 'error: a MUST is broken',
  warning: 'warning: a SHOULD is broken',
  note: 'note: worth knowing',
};

/** Only to the specification and other pages of the web: what a capture from elsewhere names is not trusted. */
function safeLink(link: string | undefined): string | undefined {
  return link !== undefined && /^https?:\/\//i.test(link) ? link : undefined;
}

interface FindingItemProps {
  readonly finding: Finding;
  readonly onGo: (place: Place) => void;
}

function FindingItem({ finding, onGo }: FindingItemProps) {
  const { rule, severity, side, message } = finding;
  const target = placeOf(finding);
  const link = safeLink(finding.link);
  return (
    <li className={findings.item}>
      <MeaningMark meaning={SEVERITY_MEANING[severity]} label={WEIGHT[severity]} />
      <div className={findings.body}>
        <p className={findings.message}>{message}</p>
        <p className={findings.facts}>
          <code className={findings.rule}>{rule}</code>
          <span>{severity}</span>
          {side !== 'none' && <span>the {side}’s fault</span>}
          {target && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Show ${target.words}`}
              onClick={() => {
                onGo(target.place);
              }}
            >
              {target.words}
            </Button>
          )}
          {link !== undefined && (
            <a className={findings.link} href={link} target="_blank" rel="noopener noreferrer">
              Specification <IconExternalLink size={12} aria-hidden="true" />
            </a>
          )}
        </p>
      </div>
    </li>
  );
}

interface FindingsTabProps {
  readonly list: readonly Finding[];
  /** Goes to what a finding points to. */
  readonly onGo: (place: Place) => void;
}

/** What the rules say about this exchange, the worst first. */
export function FindingsTab({ list, onGo }: FindingsTabProps) {
  if (list.length === 0) {
    return (
      <EmptyState title="Nothing found">
        The rules have nothing to say about this exchange. What they find stands here, with the place and the
        sentence of the specification.
      </EmptyState>
    );
  }
  const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
  return (
    <div className={styles.scroll}>
      <ul className={findings.list} aria-label="Findings">
        {list
          .toSorted((left, right) => rank(left) - rank(right))
          .map((finding, index) => (
            <FindingItem key={`${index} ${finding.rule}`} finding={finding} onGo={onGo} />
          ))}
      </ul>
    </div>
  );
}

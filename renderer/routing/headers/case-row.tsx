import { IconChevronRight } from '@tabler/icons-react';
import { ROUTING_WORDS, type RoutingCase } from '../../../shared/model/routing-case.ts';
import { formatDateTime, formatTime } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { ExchangeLink } from '../../ui/reports/exchange-links.tsx';
import { CaseLines } from './case-lines.tsx';
import { answerWords, sidesOf, VERDICT_MEANING, type SidePart } from './case-words.ts';
import styles from './cases.module.css';

const COLUMNS = [
  'Verdict',
  'Exchange',
  'Time',
  'Client',
  'Headers say',
  'Body says',
  'Instance',
  'Answer',
] as const;

/** Titles of the columns. In a narrow window the time is left out: what is said side by side needs the room. */
export function caseColumns(narrow: boolean): readonly string[] {
  return narrow ? COLUMNS.filter((title) => title !== 'Time') : COLUMNS;
}

function Part({ part, side }: { readonly part: SidePart; readonly side: 'header' | 'body' }) {
  if (part.missing) {
    return (
      <span className={styles.part} data-differs="true" data-missing="true">
        {side === 'header' ? 'missing' : 'nothing'}
      </span>
    );
  }
  if (part.text === '') return null;
  return (
    <span className={styles.part} data-differs={part.differs || undefined} data-tip={part.text}>
      {part.text}
    </span>
  );
}

interface SaysProps {
  readonly side: 'header' | 'body';
  readonly parts: { readonly method: SidePart; readonly name: SidePart };
  /** Further headers that are wrong. */
  readonly others?: readonly string[];
}

function Says({ side, parts, others = [] }: SaysProps) {
  return (
    <span className={styles.says}>
      <Part part={parts.method} side={side} />
      <Part part={parts.name} side={side} />
      {others.map((name) => (
        <span key={name} className={styles.part} data-differs="true" data-tip={`${name} is wrong, too.`}>
          {name}
        </span>
      ))}
    </span>
  );
}

interface CaseRowProps {
  readonly found: RoutingCase;
  readonly open: boolean;
  /** The one whose button Tab leads to. */
  readonly current: boolean;
  readonly narrow: boolean;
  readonly onToggle: (number: number) => void;
  readonly onFocus: (number: number) => void;
}

/** One exchange: what its headers say beside what its body says; below it, where open, why that matters. */
export function CaseRow({ found, open, current, narrow, onToggle, onFocus }: CaseRowProps) {
  const { number, verdict, at, client, instanceId, instanceName } = found;
  const { header, body, others } = sidesOf(found);
  const toggle = (): void => {
    onToggle(number);
  };
  return (
    <>
      <tr className={styles.row} data-number={number} data-open={open || undefined} onClick={toggle}>
        <td>
          <button
            type="button"
            className={styles.verdict}
            data-stop
            tabIndex={current ? 0 : -1}
            aria-expanded={open}
            onFocus={() => {
              onFocus(number);
            }}
            onClick={(event) => {
              event.stopPropagation();
              toggle();
            }}
          >
            <IconChevronRight className={styles.chevron} size={14} aria-hidden="true" />
            <MeaningMark meaning={VERDICT_MEANING[verdict]} />
            <span className={styles.cut}>{ROUTING_WORDS[verdict].title}</span>
          </button>
        </td>
        <td>
          <ExchangeLink number={number} />
        </td>
        {!narrow && <td data-tip={formatDateTime(at)}>{formatTime(at)}</td>}
        <td data-tip={client}>
          <span className={styles.client}>
            <span className={styles.cut}>{client}</span>
            {found.onPurpose && (
              <span
                className={styles.tag}
                data-tip="A person, a probe of Hopscope or a gateway’s fault changed this request on purpose."
              >
                on purpose
              </span>
            )}
          </span>
        </td>
        <td>
          <Says side="header" parts={header} others={others} />
        </td>
        <td>
          <Says side="body" parts={body} />
        </td>
        <td>
          <InstanceBadge instanceId={instanceId} name={instanceName} />
        </td>
        <td data-failed={(found.status ?? 0) >= 400 || found.errorCode !== undefined || undefined}>
          {answerWords(found)}
        </td>
      </tr>
      {open && (
        <tr className={styles.detail}>
          <td colSpan={caseColumns(narrow).length}>
            <p>{found.says}</p>
            <CaseLines lines={found.lines} />
          </td>
        </tr>
      )}
    </>
  );
}

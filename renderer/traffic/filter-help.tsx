import { parseFilter } from '../../shared/filter/parse.ts';
import { filterWords } from '../../shared/filter/words.ts';
import type { FilterProblem } from '../../shared/model/filter.ts';
import type { FilterProposal } from '../../shared/model/filter-completion.ts';
import { formatCount } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import styles from './filter-box.module.css';

interface ProblemProps {
  readonly text: string;
  readonly problem: FilterProblem;
  readonly onInstead: (text: string) => void;
}

/** So much of the text stands around the place of a problem. */
const AROUND = 40;

/** What is wrong, the place marked in what was typed, and a way to have it mended. */
function Problem({ text, problem, onInstead }: ProblemProps) {
  const { message, from, to, instead } = problem;
  const start = Math.max(0, from - AROUND);
  const end = Math.min(text.length, to + AROUND);
  const wrong = text.slice(from, to);
  return (
    <div role="alert" className={styles.problem}>
      <p>
        <MeaningMark meaning="fault" /> {message} The filter before stays in force.
      </p>
      <p className={styles.place}>
        {start > 0 && '…'}
        {text.slice(start, from)}
        <mark>{wrong === '' ? ' ' : wrong}</mark>
        {text.slice(to, end)}
        {end < text.length && '…'}
        {instead !== undefined && (
          <button
            type="button"
            className={styles.instead}
            onClick={() => {
              onInstead(text.slice(0, from) + instead + text.slice(to));
            }}
          >
            {instead === '' ? 'Take it away' : `Write ${instead}`}
          </button>
        )}
      </p>
    </div>
  );
}

interface ProposalsProps {
  readonly listId: string;
  readonly proposals: readonly FilterProposal[];
  readonly active: number;
  readonly onTake: (proposal: FilterProposal) => void;
}

/** The id of a proposal's element. */
export function proposalId(listId: string, index: number): string {
  return `${listId}-${String(index)}`;
}

function Proposals({ listId, proposals, active, onTake }: ProposalsProps) {
  if (proposals.length === 0) return null;
  return (
    <div id={listId} role="listbox" aria-label="Proposals" className={styles.proposals}>
      {proposals.map((proposal, index) => (
        <div
          key={proposal.insert}
          id={proposalId(listId, index)}
          role="option"
          aria-selected={index === active}
          className={styles.proposal}
          onMouseDown={(event) => {
            // The field keeps the cursor.
            event.preventDefault();
          }}
          onClick={() => {
            onTake(proposal);
          }}
        >
          <span className={styles.label}>{proposal.label}</span>
          <span className={styles.says}>{proposal.says}</span>
          {proposal.exchanges !== undefined && (
            <span className={styles.count} data-tip="Exchanges that have it">
              {formatCount(proposal.exchanges)}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

interface FilterHelpProps extends ProposalsProps {
  readonly id: string;
  /** As typed. */
  readonly text: string;
  /** Of what has settled; undefined while it is being typed. */
  readonly problem: FilterProblem | undefined;
  readonly onInstead: (text: string) => void;
}

/** Below the field: what the filter says in plain words or what is wrong with it, and what could be typed next. */
export function FilterHelp({ id, text, problem, onInstead, ...proposals }: FilterHelpProps) {
  const reading = parseFilter(text);
  return (
    <div className={styles.help}>
      <div id={id}>
        {problem === undefined ? (
          <p className={styles.words}>
            {reading.ok && reading.filter.kind !== 'all' ? (
              <>
                Shows <b>{filterWords(reading.filter)}</b>
              </>
            ) : (
              <>
                Words look in rows and bodies; <code>key:value</code> looks in one place; <code>and</code>{' '}
                <code>or</code> <code>not</code> <code>( )</code> join them, <code>*</code> stands for
                anything
              </>
            )}
          </p>
        ) : (
          <Problem text={text} problem={problem} onInstead={onInstead} />
        )}
      </div>
      <Proposals {...proposals} />
      {proposals.proposals.length > 0 && (
        <p className={styles.keys}>
          <kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Tab</kbd> takes it, <kbd>Enter</kbd> filters
        </p>
      )}
    </div>
  );
}

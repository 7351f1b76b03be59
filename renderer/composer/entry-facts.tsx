import { Sentence } from './column.tsx';
import { useComposer } from './composer-context.ts';
import { selectListing, selectSubject } from './composer-state.ts';
import { hintsOf } from './entry-hints.ts';
import { methodShape } from './methods.ts';
import styles from './what-column.module.css';

/** Title, description, annotations and faults of what was picked. */
export function EntryFacts() {
  const subject = useComposer(selectSubject);
  const method = useComposer((state) => state.method);
  const { lists } = methodShape(method);
  const [first = 'tools', second = first] = lists;
  const one = useComposer((state) => selectListing(state, first)?.listing);
  const two = useComposer((state) => selectListing(state, second)?.listing);
  if (subject === '') return null;
  const found = [one, two].map((list) => list?.entries.find((entry) => entry.name === subject)).find(Boolean);
  if (!found) {
    const complete = one !== undefined && one.problem === undefined;
    if (!complete) return null;
    return (
      <div className={styles.facts}>
        <p className={styles.factsName}>{subject}</p>
        <Sentence meaning="note">Not in the server’s list: it is sent as you wrote it.</Sentence>
      </div>
    );
  }
  const { title, description, name } = found.entry;
  const hints = hintsOf(found.entry);
  const heading = [title, name].find((text) => typeof text === 'string' && text !== found.name);
  return (
    <div className={styles.facts} role="region" aria-label={`About ${subject}`} tabIndex={0}>
      <p className={styles.factsName}>{found.name}</p>
      {typeof heading === 'string' && <p className={styles.factsTitle}>{heading}</p>}
      {typeof description === 'string' && <p className={styles.factsText}>{description}</p>}
      {hints.length > 0 && (
        <ul className={styles.hints} aria-label="Annotations">
          {hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      )}
      {found.excluded !== undefined && (
        <Sentence meaning="warning">A conforming client leaves this tool out: {found.excluded}</Sentence>
      )}
    </div>
  );
}

import type { ExchangeDetail } from '../../../shared/model/exchange.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import styles from './detail.module.css';
import { importedFrom, missingSentence } from './imported-words.ts';
import { Section } from './section.tsx';

/** Of an exchange that another program has recorded: where it came from, and what its file left out or said otherwise. */
export function ImportedSection({ detail: { imported, row } }: { readonly detail: ExchangeDetail }) {
  if (!imported) return null;
  const missing = missingSentence(row.missing ?? []);
  const notes = imported.notes ?? [];
  return (
    <Section title="Imported" note={importedFrom(imported)}>
      {(missing !== undefined || notes.length > 0) && (
        <ul className={styles.remarks} aria-label="What its file left out">
          {missing !== undefined && (
            <li>
              <MeaningMark meaning="warning" /> <span>{missing}</span>
            </li>
          )}
          {notes.map((note) => (
            <li key={note}>
              <MeaningMark meaning="note" /> <span>{note}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

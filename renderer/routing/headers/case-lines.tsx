import type { RoutingLine } from '../../../shared/model/exchange.ts';
import { HEADER_VERDICTS } from '../../ui/header-verdicts.ts';
import { InParts } from '../../ui/in-parts.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import styles from './cases.module.css';

function Value({ text }: { readonly text: string | undefined }) {
  return text === undefined ? <span className={styles.absent}>absent</span> : <InParts text={text} />;
}

/** Each header of a case that mirrors a field of the body, beside that field. */
export function CaseLines({ lines }: { readonly lines: readonly RoutingLine[] }) {
  return (
    <table className={styles.lines} aria-label="Headers and the fields that they mirror">
      <thead>
        <tr>
          <th scope="col">Header</th>
          <th scope="col">Value</th>
          <th scope="col">Body field</th>
          <th scope="col">Value there</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => {
          const { meaning, word } = HEADER_VERDICTS[line.verdict];
          return (
            // A header that is sent twice has two lines: only the place tells them apart.
            <tr key={`${index} ${line.header}`} data-verdict={line.verdict}>
              <th scope="row">{line.header}</th>
              <td className={styles.mono}>
                <Value text={line.decoded ?? line.value} />
              </td>
              <td className={styles.mono}>
                <InParts text={line.field ?? ''} />
              </td>
              <td className={styles.mono}>{line.field !== undefined && <Value text={line.fieldValue} />}</td>
              <td>
                <span className={styles.word}>
                  <MeaningMark meaning={meaning} /> {word}
                </span>
                {line.verdict !== 'match' && <span className={styles.why}>{line.note}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

import { Fragment } from 'react';
import type { RoutingLine } from '../../../shared/model/exchange.ts';
import { HEADER_VERDICTS } from '../../ui/header-verdicts.ts';
import { InParts } from '../../ui/in-parts.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import styles from './detail.module.css';

function Mirrored({ text }: { readonly text: string | undefined }) {
  return text === undefined ? <span className={styles.absent}>absent</span> : <InParts text={text} />;
}

/** Each header that mirrors a field of the body: both values, and whether they agree. */
export function RoutingTable({ lines }: { readonly lines: readonly RoutingLine[] }) {
  return (
    <table className={`${styles.table} ${styles.routing}`} aria-label="Routing">
      <thead>
        <tr>
          <th scope="col">Header</th>
          <th scope="col" className={styles.mirrored}>
            Value
          </th>
          <th scope="col">Body field</th>
          <th scope="col" className={styles.verdict}>
            Verdict
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => {
          const verdict = HEADER_VERDICTS[line.verdict];
          return (
            // A header that is sent twice has two lines: only the place tells them apart.
            <Fragment key={`${index} ${line.header}`}>
              <tr data-verdict={line.verdict}>
                <th scope="row">{line.header}</th>
                <td className={styles.value}>
                  <Mirrored text={line.decoded ?? line.value} />
                  {line.decoded !== undefined && (
                    <span
                      className={styles.sub}
                      data-tip="As it stands on the wire, before its Base64 is decoded"
                    >
                      {line.value}
                    </span>
                  )}
                </td>
                <td className={styles.value}>
                  <InParts text={line.field ?? ''} />
                  <span className={styles.sub}>
                    {line.field !== undefined && <Mirrored text={line.fieldValue} />}
                  </span>
                </td>
                <td className={styles.verdict} data-tip={line.note}>
                  <MeaningMark meaning={verdict.meaning} /> {verdict.word}
                </td>
              </tr>
              {line.verdict !== 'match' && (
                <tr className={styles.noteRow} data-verdict={line.verdict}>
                  <td colSpan={4}>{line.note}</td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

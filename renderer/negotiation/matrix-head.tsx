import { formatCounted } from '../ui/format.ts';
import { BadgeLetter, useInstanceIdentities } from '../ui/instance-badge.tsx';
import { partyName } from './cell-words.ts';
import type { Column, ColumnGroup } from './columns.ts';
import styles from './matrix.module.css';

function PartyHead({ column: { party, first } }: { readonly column: Column }) {
  const identities = useInstanceIdentities();
  const { id, kind, name, version, exchanges, own, revisions } = party;
  const sentences = [
    `${partyName(party)} ${kind === 'client' ? 'sent' : 'got'} ${formatCounted(exchanges, 'request')}.`,
    own && 'It is this program.',
    revisions.length > 0 && `Revisions: ${revisions.join(', ')}.`,
  ];
  return (
    <th
      scope="col"
      className={styles.party}
      data-first={first || undefined}
      data-tip={sentences.filter(Boolean).join(' ')}
    >
      <span className={styles.partyName}>
        {kind === 'instance' && <BadgeLetter identity={identities.get(id)} name={name} />}
        <span className={styles.cut}>{name}</span>
      </span>
      <span className={styles.version}>{own ? 'this program' : version}</span>
    </th>
  );
}

interface MatrixHeadProps {
  readonly groups: readonly ColumnGroup[];
  readonly columns: readonly Column[];
}

/** Who the columns are: clients, and instances by the server that they are. */
export function MatrixHead({ groups, columns }: MatrixHeadProps) {
  return (
    <thead>
      <tr className={styles.groups}>
        <td className={styles.corner} />
        {groups.map(({ key, title, hint, parties }) => (
          <th key={key} scope="colgroup" colSpan={parties.length} data-tip={hint}>
            <span>{title}</span>
          </th>
        ))}
      </tr>
      <tr className={styles.parties}>
        <td className={styles.corner} />
        {columns.map((column) => (
          <PartyHead key={column.party.id} column={column} />
        ))}
      </tr>
    </thead>
  );
}

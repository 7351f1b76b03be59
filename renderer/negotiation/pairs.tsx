import type { NegotiationPair, NegotiationParty } from '../../shared/model/negotiation.ts';
import { formatCounted } from '../ui/format.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { Meaning } from '../ui/palette.ts';
import { UsesLink } from '../ui/reports/exchange-links.tsx';
import { partyName } from './cell-words.ts';
import styles from './pane.module.css';

const FORCE: Readonly<
  Record<NegotiationPair['inForce'], { readonly meaning: Meaning; readonly text: string }>
> = {
  yes: { meaning: 'fine', text: 'in force' },
  no: { meaning: 'note', text: 'not in force' },
  unknown: { meaning: 'note', text: 'not known: one of them was never heard' },
};

function PartyName({ party }: { readonly party: NegotiationParty }) {
  return party.kind === 'instance' ? (
    <InstanceBadge instanceId={party.id} name={party.name} />
  ) : (
    <span>{partyName(party)}</span>
  );
}

interface PairsProps {
  readonly pairs: readonly NegotiationPair[];
  readonly parties: readonly NegotiationParty[];
  /** Who is looked at, and needs not be named; absent: both are named. */
  readonly of?: NegotiationParty;
}

/** What holds between those that met, and what they did with it. */
export function Pairs({ pairs, parties, of }: PairsProps) {
  const byId = new Map(parties.map((party) => [party.id, party]));
  return (
    <ul className={styles.pairs} aria-label="Between those that met">
      {pairs.map(({ client, instance, inForce, used, usedWithout }) => {
        const others = [client, instance].flatMap((id) => (id === of?.id ? [] : (byId.get(id) ?? [])));
        const { meaning, text } = FORCE[inForce];
        return (
          <li key={`${client} ${instance}`}>
            <p className={styles.pair}>
              {others.map((party, index) => (
                <span key={party.id}>
                  {index > 0 && ' and '}
                  <PartyName party={party} />
                </span>
              ))}
              <span className={styles.force}>
                <MeaningMark meaning={meaning} size={12} /> {text}
              </span>
              {used && <UsesLink uses={used} text={`used ${formatCounted(used.count, 'time')}`} />}
            </p>
            {usedWithout && (
              <p className={styles.without}>
                <MeaningMark meaning="fault" />
                <span>
                  {usedWithout.says}{' '}
                  <UsesLink
                    uses={usedWithout}
                    text={`${formatCounted(usedWithout.count, 'time')} without being in force`}
                  />
                </span>
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

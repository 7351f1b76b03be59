import { Button, Progress } from '@mantine/core';
import { IconListSearch, IconPlayerStop, IconShieldCheck } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Instance } from '../../shared/model/instance.ts';
import type { TourState } from '../../shared/model/tour.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { Meaning } from '../ui/palette.ts';
import own from './details.module.css';
import styles from './fleet.module.css';
import { useFleetActions } from './fleet-context.ts';
import { countTourFindings, findingWords, tourFilter, tourWords, type TourFindings } from './tour-words.ts';

/** What was found, once the exchanges are judged; undefined until then. */
function useTourFindings(tour: TourState | undefined): TourFindings | undefined {
  const { bridge } = useApp();
  const [found, setFound] = useState<{ readonly id: string; readonly findings: TourFindings | undefined }>();
  const over = tour !== undefined && tour.state !== 'running' ? tour : undefined;
  useEffect(() => {
    if (!over) return undefined;
    let wanted = true;
    void countTourFindings(bridge, over).then((findings) => {
      if (wanted) setFound({ id: over.id, findings });
    });
    return () => {
      wanted = false;
    };
  }, [bridge, over]);
  return over && found?.id === over.id ? found.findings : undefined;
}

function meaningOf(tour: TourState, findings: TourFindings | undefined): Meaning {
  if (tour.state === 'failed' || (findings && findings.worst.error > 0)) return 'fault';
  if (tour.state === 'cancelled' || tour.unanswered > 0) return 'warning';
  if (findings && findings.worst.warning > 0) return 'warning';
  return findings && findings.worst.note === 0 ? 'fine' : 'note';
}

function Outcome({ tour, children }: { readonly tour: TourState; readonly children: ReactNode }) {
  const { go } = useApp();
  const findings = useTourFindings(tour);
  const isClean = findings !== undefined && Object.values(findings.worst).every((count) => count === 0);
  return (
    <>
      <p className={own.tourOutcome}>
        <MeaningMark meaning={meaningOf(tour, findings)} />
        <span>
          {tourWords(tour)} {findings && findingWords(findings)}
        </span>
      </p>
      <div className={own.tourButtons}>
        {tour.recorded && (
          <Button
            size="compact-xs"
            leftSection={<IconListSearch size={12} />}
            onClick={() => {
              go({ screen: 'traffic', filter: tourFilter(tour, !isClean && findings !== undefined) });
            }}
          >
            {isClean || !findings ? 'Show its exchanges in Traffic' : 'Show the findings in Traffic'}
          </Button>
        )}
        {children}
      </div>
    </>
  );
}

function UnderWay({ tour }: { readonly tour: TourState }) {
  const { cancelTour } = useFleetActions();
  const { done, steps } = tour;
  return (
    <>
      <p className={styles.hint} role="status">
        {tourWords(tour)}
      </p>
      <Progress value={(100 * done) / steps} size="sm" aria-label="Steps of the check" />
      <Button
        size="compact-xs"
        leftSection={<IconPlayerStop size={12} />}
        onClick={() => void cancelTour(tour.id)}
      >
        Cancel
      </Button>
    </>
  );
}

/** Holds the instance against the specification, and tells where what was found is to be seen. */
export function TourSection({ instance }: { readonly instance: Instance }) {
  const tour = useEngine((state) => state.tours.get(instance.id));
  const { startTour } = useFleetActions();
  const start = (
    <Button
      size="compact-xs"
      leftSection={<IconShieldCheck size={12} />}
      onClick={() => void startTour(instance)}
    >
      {tour ? 'Check again' : 'Check against the specification'}
    </Button>
  );
  return (
    <section className={own.tour} aria-label="Specification">
      <h3>Specification</h3>
      {!tour && (
        <>
          <p className={styles.hint}>
            Asks for all lists, then sends requests that are wrong on purpose, to see whether they are refused
            as they must be. None of them executes anything.
          </p>
          {start}
        </>
      )}
      {tour?.state === 'running' && <UnderWay tour={tour} />}
      {tour && tour.state !== 'running' && <Outcome tour={tour}>{start}</Outcome>}
    </section>
  );
}

import { useMemo, useState } from 'react';
import { useApp, type Destination } from '../ui/app-context.ts';
import styles from './captures.module.css';
import { ComparisonView, type ComparedPair } from './comparison-view.tsx';
import { createLibraryStore } from './library-store.ts';
import { LibraryView } from './library-view.tsx';

interface CapturesScreenProps {
  readonly visit: Extract<Destination, { readonly screen: 'captures' }>;
  readonly visible: boolean;
}

/** All captures as files, and two of them held against each other. */
export function CapturesScreen({ visit, visible }: CapturesScreenProps) {
  const { bridge } = useApp();
  const store = useMemo(() => createLibraryStore(bridge), [bridge]);
  const [pair, setPair] = useState<ComparedPair | undefined>(visit.compare);
  const [been, setBeen] = useState(visit);
  // A visit counts once.
  if (been !== visit) {
    setBeen(visit);
    if (visit.compare) setPair(visit.compare);
  }
  return (
    <div className={styles.screen}>
      {pair ? (
        <ComparisonView
          pair={pair}
          onSwap={() => {
            setPair({ left: pair.right, right: pair.left });
          }}
          onClose={() => {
            setPair(undefined);
          }}
        />
      ) : (
        <LibraryView
          store={store}
          visible={visible}
          onCompare={(left, right) => {
            setPair({ left, right });
          }}
        />
      )}
    </div>
  );
}

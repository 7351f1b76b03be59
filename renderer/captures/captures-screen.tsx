import { useMemo, useState } from 'react';
import { useApp, type Destination } from '../ui/app-context.ts';
import styles from './captures.module.css';
import { ComparisonView, type ComparedPair } from './comparison-view.tsx';
import { createLibraryStore } from './library-store.ts';
import { LibraryView } from './library-view.tsx';
import { TrashView } from './trash-view.tsx';
import { ServeView } from './serve/serve-view.tsx';

interface CapturesScreenProps {
  readonly visit: Extract<Destination, { readonly screen: 'captures' }>;
  readonly visible: boolean;
}

/** What is shown in place of the list. */
type Shown =
  | { readonly kind: 'compare'; readonly pair: ComparedPair }
  | { readonly kind: 'serve'; readonly captureId: string }
  | { readonly kind: 'trash' };

function shownBy({ compare, serve }: CapturesScreenProps['visit']): Shown | undefined {
  if (compare) return { kind: 'compare', pair: compare };
  return serve === undefined ? undefined : { kind: 'serve', captureId: serve };
}

/** All captures as files, two of them held against each other, and one as a server. */
export function CapturesScreen({ visit, visible }: CapturesScreenProps) {
  const { bridge } = useApp();
  const store = useMemo(() => createLibraryStore(bridge), [bridge]);
  const [shown, setShown] = useState<Shown | undefined>(() => shownBy(visit));
  const [been, setBeen] = useState(visit);
  // A visit counts once.
  if (been !== visit) {
    setBeen(visit);
    setShown(shownBy(visit) ?? shown);
  }
  const showList = (): void => {
    setShown(undefined);
  };
  const compare = (left: string, right: string): void => {
    setShown({ kind: 'compare', pair: { left, right } });
  };
  return (
    <div className={styles.screen}>
      {shown?.kind === 'compare' && (
        <ComparisonView
          pair={shown.pair}
          onSwap={() => {
            compare(shown.pair.right, shown.pair.left);
          }}
          onClose={showList}
        />
      )}
      {shown?.kind === 'serve' && (
        <ServeView key={shown.captureId} captureId={shown.captureId} onClose={showList} />
      )}
      {shown?.kind === 'trash' && <TrashView store={store} onClose={showList} />}
      {!shown && (
        <LibraryView
          store={store}
          visible={visible}
          onCompare={compare}
          onServe={(captureId) => {
            setShown({ kind: 'serve', captureId });
          }}
          onTrash={() => {
            setShown({ kind: 'trash' });
          }}
        />
      )}
    </div>
  );
}

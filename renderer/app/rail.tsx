import type { ScreenName } from '../ui/app-context.ts';
import { keyLabel } from './key-press.ts';
import { DEFAULT_KEYS } from './key-map.ts';
import { IS_MAC } from './platform.ts';
import styles from './rail.module.css';
import { SCREENS, type Screen } from './screens.tsx';

interface RailProps {
  readonly current: ScreenName;
  readonly onGo: (screen: ScreenName) => void;
}

/** The ways between the screens, at the left edge; settings at its foot. */
export function Rail({ current, onGo }: RailProps) {
  const entry = (screen: Screen) => {
    const Icon = screen.icon;
    const key = DEFAULT_KEYS[`screen.${screen.name}`]?.[0];
    return (
      <button
        key={screen.name}
        type="button"
        className={styles.entry}
        aria-label={screen.title}
        aria-current={screen.name === current ? 'page' : undefined}
        data-tip={key === undefined ? screen.title : `${screen.title} (${keyLabel(key, IS_MAC)})`}
        onClick={() => {
          onGo(screen.name);
        }}
      >
        <Icon size={20} stroke={1.6} aria-hidden="true" />
        <span className={styles.letters} aria-hidden="true">
          {screen.title.slice(0, 2)}
        </span>
      </button>
    );
  };
  return (
    <nav className={styles.rail} aria-label="Screens">
      {SCREENS.filter((screen) => !screen.atFoot).map(entry)}
      <span className={styles.gap} />
      {SCREENS.filter((screen) => screen.atFoot).map(entry)}
    </nav>
  );
}

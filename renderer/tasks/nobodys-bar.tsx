import { Switch } from '@mantine/core';
import { formatCounted } from '../ui/format.ts';
import styles from './tasks.module.css';

interface NobodysBarProps {
  readonly count: number;
  readonly shown: boolean;
  readonly onShow: (shown: boolean) => void;
}

/** Ids that somebody asked about and nobody knew are no tasks: they are told of, and shown on demand. */
export function NobodysBar({ count, shown, onShow }: NobodysBarProps) {
  return (
    <div className={styles.nobodys}>
      <Switch
        label={`Show ${formatCounted(count, 'id')} that nobody knew`}
        checked={shown}
        onChange={(event) => {
          onShow(event.currentTarget.checked);
        }}
      />
    </div>
  );
}

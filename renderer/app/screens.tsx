import { IconListDetails, type Icon } from '@tabler/icons-react';
import type { ScreenName } from '../ui/app-context.ts';

/** One entry of the rail. */
export interface Screen {
  readonly name: ScreenName;
  readonly title: string;
  readonly icon: Icon;
  /** Stands at the foot of the rail. */
  readonly atFoot?: boolean;
}

/** The screens that there are, in the order of the rail and of the keys 1 to 9. */
export const SCREENS: readonly Screen[] = [{ name: 'traffic', title: 'Traffic', icon: IconListDetails }];

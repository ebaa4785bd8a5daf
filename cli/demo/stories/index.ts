import type { Story } from '../story';
import { changchunStories } from './changchun';
import { longgangStories } from './longgang';
import { nantongStories } from './nantong';
import { xihuStories } from './xihu';
import { zhangjiagangStories } from './zhangjiagang';

/** Every story, and how many days before today it began in the demo. */
export const DEMO_STORIES: readonly { story: Story; startedDaysAgo: number }[] = [
  ...zhangjiagangStories.map((story, i) => ({ story, startedDaysAgo: [29, 9, 3, 24, 12][i] ?? 10 })),
  ...longgangStories.map((story, i) => ({ story, startedDaysAgo: [55, 20][i] ?? 20 })),
  ...changchunStories.map((story, i) => ({ story, startedDaysAgo: [8, 40, 55, 16, 2, 1][i] ?? 10 })),
  ...xihuStories.map((story) => ({ story, startedDaysAgo: 25 })),
  ...nantongStories.map((story, i) => ({ story, startedDaysAgo: [6, 205][i] ?? 10 })),
];

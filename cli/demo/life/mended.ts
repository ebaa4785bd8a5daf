import { paper, step, type StepData, type StoryStep } from '../story';
import { by, type Project } from './acts';
import type { DemoDays } from './days';
import type { DemoCase, Extra, ProjectMaker } from './walk';

type Act = (p: Project, day: number) => StoryStep[];

/** Something that happens so many working days before today, in the afternoon. */
const on = (days: DemoDays, workday: number, steps: Act): Extra => ({
  on: days.workday(workday),
  steps: (p, day) => steps(p, day).map((one, i) => ({ ...one, hour: 14 + i })),
});

const raised =
  (kind: string, text: string, source: string, responsible: string): Act =>
  (p, day) => [step(day, by(p).inspector, 'raise-finding', { kind, text, source, responsible })];

/** Whoever answers for it has put it right, with a photo as proof. */
const answered =
  (who: 'works' | 'officer', text: string): Act =>
  (p, day) => {
    const data: StepData = (_, { files }) => ({ findingId: 'finding-1', text, fileIds: files.slice(-1) });
    return [paper(day, by(p)[who], 'photos', '整改后.png'), step(day, by(p)[who], 'answer-finding', data)];
  };

const verified =
  (passed: boolean, note: string): Act =>
  (p, day) => [step(day, by(p).inspector, 'verify-finding', { findingId: 'finding-1', passed, note })];

/** Findings at every point of their way (ZJ21, ZJ22), and a supervision opinion that waits for its answer (LG20). */
export function mendedCases(maker: ProjectMaker, days: DemoDays): DemoCase[] {
  const at = (workday: number, steps: Act): Extra => on(days, workday, steps);
  const works = (community: string, begun: number, ...extras: Extra[]): DemoCase =>
    maker.walk({ community, last: 'start', on: days.workday(begun), lived: true, extras });
  const closed = (community: string, ended: number, ...extras: Extra[]): DemoCase =>
    maker.walk({ community, last: 'close', on: days.workday(ended), lived: true, fast: true, extras });
  const lamp = raised('maintenance', '两盏路灯不亮。', 'resident', 'community');
  return [
    // Nobody has put it right within its month.
    works(
      'zjg-jinfeng-2',
      -50,
      at(-40, raised('procedure', '询价只有一家，缺少记录。', 'inspection', 'community')),
    ),
    // Put right; the inspector has not been there yet.
    works(
      'zjg-leyu-1',
      -35,
      at(-12, raised('signboard', '标识牌字迹脱落。', 'inspection', 'implementer')),
      at(-3, answered('works', '已更换标识牌。')),
    ),
    // Looked at, and to be put right again.
    closed(
      'zjg-fenghuang-1',
      -30,
      at(-20, lamp),
      at(-9, answered('officer', '已更换灯泡。')),
      at(-2, verified(false, '东侧一盏仍然不亮。')),
    ),
    // Put right within a month, as in the look-back of 2020.
    closed(
      'zjg-jingkai-2',
      -45,
      at(-30, raised('low-use', '活动室每周只开放半天。', 'look-back', 'community')),
      at(-18, answered('officer', '已改为每天开放，公示了开放时间。')),
      at(-15, verified(true, '现场查看，开放正常。')),
    ),
    works(
      'zjg-nanfeng-1',
      -15,
      at(-4, (p, day) => [
        step(day, by(p).officer, 'give-opinion', {
          ...{ by: '人大代表甲', text: '请在施工期间为老年居民留出通道。' },
        }),
      ]),
    ),
  ];
}

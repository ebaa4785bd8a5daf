import { step } from '../story';
import { by, type Project } from './acts';
import type { DemoDays } from './days';
import type { DemoCase, Extra, ProjectMaker } from './walk';

/** What the inspector of the town reports of one visit (ZJ15). */
type Report = Readonly<Record<string, unknown>>;

const PASSED: Report = { result: 'passed', opinion: '现场查看，用料和进度与方案一致。', percentDone: 70 };
const REMARKS: Report = {
  ...{ result: 'remarks', opinion: '进度略慢，围挡已要求当场整理。', percentDone: 35, percentPlanned: 50 },
  items: [{ id: 'schedule', answer: 'no', note: '因雨停工四天' }],
};
const FAILED: Report = {
  ...{ result: 'failed', opinion: '标识牌掉落，未见人处理，须整改后复查。' },
  findings: [{ kind: 'signboard', text: '入口处标识牌掉落。' }],
};
const AGAIN: Report = { result: 'passed', opinion: '复查：标识牌已重新安装。' };

/** A visit on a working day before today. */
function visit(days: DemoDays, workday: number, report: Report): Extra {
  const steps = (p: Project, day: number) => [
    {
      ...step(day, by(p).inspector, 'record-inspection', (d) => ({
        ...{ visitedOn: d(day), signedBy: '检查员甲' },
        ...report,
      })),
      hour: 15,
    },
  ];
  return { on: days.workday(workday), steps };
}

/** Works begun so many working days ago have seen the end of a quarter whatever day it is, and nobody came. */
const LONG_AGO = -120;

/** Works under way that were inspected: passed, with remarks, failed, failed and inspected again, and missed. */
export function inspectedCases(maker: ProjectMaker, days: DemoDays): DemoCase[] {
  const works = (community: string, begun: number, ...extras: Extra[]): DemoCase =>
    maker.walk({ community, last: 'start', on: days.workday(begun), lived: true, extras });
  return [
    works('zjg-daxin-1', -30, visit(days, -8, PASSED)),
    works('zjg-daxin-2', -25, visit(days, -4, REMARKS)),
    works('zjg-daxin-3', -35, visit(days, -6, FAILED)),
    works('zjg-tangqiao-1', -40, visit(days, -18, FAILED), visit(days, -5, AGAIN)),
    works('zjg-jinfeng-1', LONG_AGO),
  ];
}

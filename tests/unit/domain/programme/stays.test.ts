import { staysWithout } from '../../../../domain/programme/stays';
import type { Programme, Stage } from '../../../../domain/programme/schema';
import { shipped } from '../../../support/domain';

const newer = shipped('zhangjiagang');
const { supervision, stages } = newer;
const before = (change: Partial<Programme>): Programme => ({ ...newer, ...change });
const zh = (older: Programme, other = newer) => staysWithout(older, other).map((words) => words.zh);

describe('what open cases of an older version do without', () => {
  it('is nothing when only limits, words or posts are new', () => {
    expect(staysWithout(newer, newer)).toEqual([]);
    const slower = stages.map((stage): Stage => ({ ...stage, limit: { amount: 23, unit: 'workday' } }));
    expect(staysWithout(before({ stages: slower }), newer)).toEqual([]);
  });

  const { inspection, rectification: _rectification, opinions: _opinions, ...rest } = supervision;
  it.each<[string, Programme, string]>([
    ['inspections', before({ supervision: { ...supervision, inspection: undefined } }), '每季度的定期检查'],
    [
      'another rhythm of them',
      before({ supervision: { ...supervision, inspection: { ...inspection!, every: 'year' } } }),
      '定期检查改为每季度',
    ],
    [
      'another check list',
      before({ supervision: { ...supervision, inspection: { ...inspection!, 'check-lists': [] } } }),
      '新的检查清单',
    ],
    ['findings', before({ supervision: { ...rest, inspection } }), '登记问题和限期整改'],
    ['answers to opinions', before({ supervision: { ...rest, inspection } }), '监督意见的答复时限'],
    ['a stage', before({ stages: stages.filter(({ id }) => id !== 'council') }), '新增的环节：'],
    ['a document', before({ stages: stages.map((stage) => ({ ...stage, evidence: [] })) }), '新要求的材料：'],
    ['a cap', before({ caps: [] }), '新的限额'],
  ])('%s', (_what, older, expected) => {
    expect(zh(older).some((line) => line.startsWith(expected))).toBe(true);
  });

  it('is still a stage that the newer version no longer has', () => {
    const shorter = before({ stages: stages.filter(({ id }) => id !== 'council') });
    expect(zh(newer, shorter)).toEqual([expect.stringMatching(/^取消的环节（仍要经过）：./)]);
  });

  it('is follow-ups that the newer version asks for', () => {
    const cc = shipped('changchun-yangguang');
    const grades = cc.grades.map(({ 'follow-up-every': _every, ...grade }) => grade);
    expect(zh({ ...cc, grades }, cc)).toEqual([expect.stringMatching(/^新的定期跟进：./)]);
  });
});

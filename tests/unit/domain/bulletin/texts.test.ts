import { PARTS } from '../../../../domain/bulletin/edition';
import { draftTexts, textsAnew } from '../../../../domain/bulletin/texts';
import { contentOf, counts, OVERDUE_LINE } from '../../../support/bulletin';

const town = counts({
  month: { suggestions: 3, applied: 2, confirmed: 1 },
  total: { suggestions: 1448, applied: 924, confirmed: 924, budgetFen: 4_329_670_000 },
  single: {
    ...{ communities: 50, covered: 49, stopped: 10, onTime: 9, onTimeGross: 8, overdue: 1 },
    ...{ determined: 4, determinedNet: 37, determinedGross: 50 },
    ...{ inspectionsDue: 3, inspectionsDone: 2, inspectionsMissed: 1, findingsRaised: 2, findingsOpen: 1 },
  },
  types: {
    works: { confirmedMonth: 1, confirmedTotal: 618, doneTotal: 0 },
    service: { confirmedMonth: 0, confirmedTotal: 306, doneTotal: 0 },
  },
});
const content = contentOf([town], { overdue: [OVERDUE_LINE] });

describe('the text that an officer starts from', () => {
  it('says the figures', () => {
    const { overview, towns, problems, lookBack, next } = draftTexts(content);
    expect(overview).toContain('截至2026年10月31日，累计征集建议1448条，申报924个，立项924个');
    expect(overview).toContain('（工程类618个、服务类306个），批准金额4329.67万元');
    expect(overview).toContain('覆盖社区49个，占社区总数50个的98.0%');
    expect(towns).toContain('从上报到确定平均9.3个工作日（时限10个工作日），连同暂停平均12.5个工作日');
    expect(towns).toContain('办结时限10个，按时9个，按时率90.0%；连同暂停计，按时8个，占80.0%');
    expect(problems).toContain('逾期未结的时限1个');
    expect(problems).toContain('塘联社区“楼道接电”（2026-000007），逾期9个工作日，责任岗位：杨舍镇 审核人');
    expect(lookBack).toContain('本月到期的巡查3次，漏查1次；本月开展巡查2次；');
    for (const asked of ['逾期事项', '漏查的项目', '完成整改', '尚无项目的社区'])
      expect(next).toContain(asked);
  });

  it('asks for nothing when all is well, and divides nothing by nothing', () => {
    const quiet = counts({ total: { suggestions: 1 }, single: { communities: 2, covered: 2 } });
    const { towns, problems, next } = draftTexts(contentOf([quiet]));
    expect(towns).toContain('本月没有确定的项目');
    expect(towns).toContain('本月没有办结的时限');
    expect(problems).toBe('截止时没有逾期未结的时限。');
    expect(next).toBe('请各单位继续按时限办理。');
  });

  it('says of a month without data that there is none', () => {
    const texts = draftTexts(contentOf([counts({})], { empty: true }));
    expect(texts.overview).toContain('没有任何记录');
    for (const part of PARTS) expect(texts[part]).not.toMatch(/\d/);
  });
});

describe('a bulletin counted anew', () => {
  const later = contentOf([counts({ ...town, total: { ...town.total, suggestions: 1449 } })]);

  it('has new figures where nobody wrote, and keeps what somebody wrote', () => {
    const parts = { ...draftTexts(content), next: '请抓紧。' };
    const anew = textsAnew({ content, parts }, later);
    expect(anew.overview).toContain('征集建议1449条');
    expect(anew.next).toBe('请抓紧。');
    expect({ ...anew, next: '' }).toEqual({ ...draftTexts(later), next: '' });
  });

  it('keeps a part that somebody emptied', () => {
    const parts = { ...draftTexts(content), lookBack: '' };
    expect(textsAnew({ content, parts }, later).lookBack).toBe('');
  });
});

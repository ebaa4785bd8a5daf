import { describeProgramme } from '../../../../domain/programme/render';
import { parseProgramme } from '../../../../domain/programme/parse';
import { fixtureText, readShipped, SEVEN } from './programme-files';

const read = (code: string, lang: 'zh' | 'en') => {
  const { programme, sources } = readShipped(code);
  return describeProgramme(programme, sources, lang);
};

describe('a programme read out in words', () => {
  test.each(SEVEN)('%s names every stage in both languages', (code) => {
    const { programme } = readShipped(code);
    for (const stage of programme.stages) {
      expect(read(code, 'zh')).toContain(stage.name.zh);
      expect(read(code, 'en')).toContain(stage.name.en);
    }
  });

  test.each([
    [
      'zhangjiagang',
      'en',
      'limit 10 working days, counted from the opening of "Town review" [ZJ9 (from the report to the town until determined)]',
    ],
    [
      'zhangjiagang',
      'en',
      'track fast: budget below 10,000 yuan (exactly that is not below), or urgent [ZJ10; law: 民法典 1259 (below excludes 10,000 itself)]',
    ],
    ['zhangjiagang', 'zh', '单个项目: 一般不超过 100,000 元 [ZJ11; 民法典 1259]'],
    ['zhangjiagang', 'zh', '不适用于 fast [ZJ10]'],
    ['zhangjiagang', 'zh', '造价超出批准额 10% 须重新审核 [默认值，文件未规定]'],
    ['xihu', 'zh', '选票: 街道候选项目、社区候选项目 [XH20]; 须全部投 [XH21]'],
    ['xihu', 'zh', '时限 3天 [XH25; 默认值，文件未规定]'],
    ['xihu', 'en', 'voters of 15 and over [practice: 2.3'],
    ['changchun-yangguang', 'zh', '分级 红色 · 定期跟进: 每30天跟进 [默认值，文件未规定]'],
    [
      'changchun-yangguang',
      'zh',
      '司法所所长、民警、律师、居民代表、三长、在职党员、物业公司代表 [CA3; CA4, CA7; CA4]',
    ],
    ['changchun-yingjun', 'en', 'every one of these must agree'],
    ['changchun-yingjun', 'en', 'an item voted down is closed as a success [CB6]'],
    ['changchun-dongfeng', 'zh', '可当场答复办结 [CC1]'],
    ['longgang', 'zh', '时限 15个工作日 [LG17; 默认值，文件未规定]'],
    ['nantong', 'en', 'written down: Person-times served, People benefited [NT1]'],
  ] as const)('%s (%s): %s', (code, lang, line) => {
    expect(read(code, lang)).toContain(line);
  });

  test('a programme of matters says nothing about costs', () => {
    expect(read('changchun-yingjun', 'en')).not.toContain('a cost above');
  });

  test('another city is read out the same way', () => {
    const { programme, sources } = parseProgramme(fixtureText('eighth'), 'eighth.yaml');
    expect(describeProgramme(programme, sources, 'zh')).toContain('到会 3/4 以上 [邻里实事办法 6]');
    expect(describeProgramme(programme, sources, 'en')).toContain(
      'by votes, skipping projects that exceed the budget',
    );
  });
});

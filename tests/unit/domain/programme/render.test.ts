import { describeProgramme } from '../../../../domain/programme/render';
import { trackWords } from '../../../../domain/programme/render-words';
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
      'the fast track: budget below 10,000 yuan (exactly that is not below), or urgent [ZJ10; law: 民法典 1259 (below excludes 10,000 itself)]',
    ],
    ['zhangjiagang', 'zh', '单个项目: 一般不超过 100,000 元 [ZJ11; 民法典 1259]'],
    ['zhangjiagang', 'zh', '不适用于 快速通道 [ZJ10]'],
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
    ['zhangjiagang', 'zh', '须在 3个工作日内启动 [默认值，文件未规定]'],
    [
      'xihu',
      'en',
      'opened within 1 working day [XH25 ("at once" after the count); default: no number stated]',
    ],
    ['zhangjiagang', 'zh', '催办：标准催办，未另行指定的时限均用此阶梯 [参照 3.5]'],
    ['zhangjiagang', 'zh', '快速通道催办：快速催办 [ZJ6, ZJ10]'],
    ['zhangjiagang', 'en', 'reminders: Determination ladder [default: not stated in the document]'],
    ['longgang', 'zh', '时限用去 50% 时: 责任岗位 [参照 3.5]'],
    ['longgang', 'zh', '到期前 1个工作日: 责任岗位 [参照 3.5]'],
    ['longgang', 'en', 'in the morning of the last day: the post itself [practice: 3.5 (8)]'],
    [
      'longgang',
      'zh',
      '逾期后一上班: 责任岗位、本单位负责人、上一级经办人 [参照 3.5]; 须在 4个工作小时内签收，否则逐级上报 [默认值，文件未规定]',
    ],
    [
      'longgang',
      'en',
      '5 working days after it is missed: the post itself, the head of the organisation, the officer of the bureau ' +
        '[practice: 3.5 (8)]; and again every 5 working days [default: not stated]; to be acknowledged within 8 working hours',
    ],
    ['nantong', 'zh', '逾期后 2个工作小时: 责任岗位、本单位负责人、上一级经办人'],
    ['zhangjiagang', 'zh', '快速通道须在 2个工作小时内启动 [ZJ10; 默认值，文件未规定]'],
    ['nantong', 'en', 'on the at-once track opened within 2 working hours [NT3, NT12'],
    ['nantong', 'zh', '退回补充时限 5个工作日 [默认值，文件未规定]'],
    [
      'nantong',
      'zh',
      '到期前可延期 1 次，须说明理由 [参照 3.5]: 时限所在单位或上级单位负责人 [默认值，文件未规定]',
    ],
    ['changchun-yangguang', 'en', 'Green · within a week: 1 week [CA5; law: 民法典 202]; Green ladder ['],
    ['nantong', 'en', 'written down: Person-times served, People benefited [NT1]'],
  ] as const)('%s (%s): %s', (code, lang, line) => {
    expect(read(code, lang)).toContain(line);
  });

  test('a track that a programme made up is named in its own word, also one called like a part of the language', () => {
    expect([trackWords('small', 'zh'), trackWords('small', 'en')]).toEqual(['“small”通道', 'track "small"']);
    expect(trackWords('constructor', 'en')).toBe('track "constructor"');
  });

  test('a programme of matters says nothing about costs', () => {
    expect(read('changchun-yingjun', 'en')).not.toContain('a cost above');
  });

  test('a programme that says nothing of reminders has the usual ladder, and its own posts move its limits', () => {
    const { programme, sources } = parseProgramme(fixtureText('small'), 'small.yaml');
    const words = describeProgramme(programme, sources, 'zh');
    expect(words).toContain('催办：标准催办，未另行指定的时限均用此阶梯 [默认值，文件未规定]');
    expect(words).toContain(
      '到期前可延期 1 次，须说明理由 [默认值，文件未规定]: 本环节责任岗位 [默认值，文件未规定]',
    );
  });

  test('another city is read out the same way', () => {
    const { programme, sources } = parseProgramme(fixtureText('eighth'), 'eighth.yaml');
    expect(describeProgramme(programme, sources, 'zh')).toContain('到会 3/4 以上 [邻里实事办法 6]');
    const words = describeProgramme(programme, sources, 'zh');
    expect(words).toContain('须在 2个工作小时内启动 [邻里实事办法 4]');
    expect(words).toContain(
      '到期前可延期 2 次，须说明理由 [邻里实事办法 15]: 街道（镇） 负责人 [邻里实事办法 15]',
    );
    expect(words).toContain('时限用去 33% 时: 责任岗位 [邻里实事办法 16]; 经由 邮件 [邻里实事办法 16]');
    expect(words).toContain('“请说明原因。” [邻里实事办法 16]');
    expect(words).toContain('催办晚于应发时间 60 秒即告警 [邻里实事办法 16]');
    expect(describeProgramme(programme, sources, 'en')).toContain(
      'by votes, skipping projects that exceed the budget',
    );
  });
});

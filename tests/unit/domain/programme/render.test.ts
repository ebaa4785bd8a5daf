import { describeProgramme } from '../../../../domain/programme/render';
import { trackWords } from '../../../../domain/programme/render-words';
import { parseProgramme } from '../../../../domain/programme/parse';
import { sayer } from '../../../../domain/programme/reading/statement';
import { programmeTables } from '../../../../domain/programme/reading/tables';
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
      '10 working days [ZJ9 (from the report to the town until determined)]; counted from the opening of "Town review" [ZJ9]',
    ],
    [
      'zhangjiagang',
      'en',
      'For cases that are: budget below 10,000 yuan (exactly that is not below), or urgent [ZJ10; law: 民法典 1259 (below excludes 10,000 itself)]',
    ],
    ['zhangjiagang', 'zh', '单个项目 [ZJ11; 民法典 1259]\n   上限: 100,000 元 [ZJ11; 民法典 1259]'],
    ['zhangjiagang', 'zh', '不适用于 快速通道 [ZJ10]'],
    ['zhangjiagang', 'zh', '造价超出批准额 10% 须重新审核 [默认值，文件未规定]'],
    ['xihu', 'zh', '选票: 街道候选项目、社区候选项目 [XH20]; 须全部投 [XH21]'],
    ['xihu', 'zh', '时限: 3天 [XH25; 默认值，文件未规定]'],
    ['xihu', 'en', 'voters of 15 and over [practice: 2.3'],
    ['changchun-yangguang', 'zh', '红色 · 定期跟进 [CA5]\n   定期跟进: 每30天跟进 [默认值，文件未规定]'],
    [
      'changchun-yangguang',
      'zh',
      '司法所所长、民警、律师、居民代表、三长、在职党员、物业公司代表 [CA3; CA4, CA7; CA4]',
    ],
    ['changchun-yingjun', 'en', 'every one of these must agree'],
    ['changchun-yingjun', 'en', 'an item voted down is closed as a success [CB6]'],
    ['changchun-dongfeng', 'zh', '可当场答复办结 [CC1]'],
    ['longgang', 'zh', '时限: 15个工作日 [LG17; 默认值，文件未规定]'],
    ['zhangjiagang', 'zh', '须在 3个工作日内启动 [默认值，文件未规定]'],
    [
      'xihu',
      'en',
      'opened within 1 working day [XH25 ("at once" after the count); default: no number stated]',
    ],
    ['zhangjiagang', 'zh', '催办：标准催办，未另行指定的时限均用此阶梯 [参照 3.5]'],
    ['zhangjiagang', 'zh', '快速通道：快速催办 [ZJ6, ZJ10]'],
    ['zhangjiagang', 'en', 'Reminders: Determination ladder [default: not stated in the document]'],
    ['longgang', 'zh', '何时: 时限用去 50% 时 [参照 3.5]\n   通知谁: 责任岗位 [参照 3.5]'],
    ['longgang', 'zh', '何时: 到期前 1个工作日 [参照 3.5]\n   通知谁: 责任岗位 [参照 3.5]'],
    [
      'longgang',
      'en',
      'When: in the morning of the last day [practice: 3.5 (8)]\n   Who is told: the post itself [practice: 3.5 (8)]',
    ],
    [
      'longgang',
      'zh',
      '何时: 逾期后一上班 [参照 3.5]\n   通知谁: 责任岗位、本单位负责人、上一级经办人 [参照 3.5]\n' +
        '   怎样通知: 站内消息、企业微信、钉钉、邮件、其他系统 [默认值，文件未规定]\n' +
        '   要求签收: 须在 4个工作小时内签收，否则逐级上报 [默认值，文件未规定]',
    ],
    [
      'longgang',
      'en',
      'When: 5 working days after it is missed [practice: 3.5 (8)]\n' +
        '   Who is told: the post itself, the head of the organisation, the officer of the bureau [practice: 3.5 (8)]',
    ],
    ['nantong', 'zh', '何时: 逾期后 2个工作小时'],
    ['longgang', 'en', 'Told again: and again every 5 working days [default: not stated]'],
    ['zhangjiagang', 'zh', '快速通道须在 2个工作小时内启动 [ZJ10; 默认值，文件未规定]'],
    ['nantong', 'en', 'on the at-once track opened within 2 working hours [NT3, NT12'],
    ['nantong', 'zh', '退回补充\n   规定: 5个工作日内补充完毕 [默认值，文件未规定]'],
    [
      'nantong',
      'zh',
      '到期前可延期 1 次，须说明理由 [参照 3.5]\n   由谁批准: 时限所在单位或上级单位负责人 [默认值，文件未规定]',
    ],
    [
      'changchun-yangguang',
      'en',
      'Limit of the whole case: 1 week [CA5; law: 民法典 202]\n   Reminders: Green ladder [',
    ],
    ['nantong', 'en', 'written down: Person-times served, People benefited [NT1]'],
    ['zhangjiagang', 'zh', '不合格的，1个月内复检 [默认值，文件未规定]'],
    ['zhangjiagang', 'zh', '抽中后 15个工作日内走访 [默认值，文件未规定]; 发现问题 1个月内整改 [ZJ22]'],
    ['zhangjiagang', 'zh', '40 个项目 [ZJ20]; 按类型、年度分层 [ZJ20; 默认值，文件未规定]'],
    ['zhangjiagang', 'en', 'and if not put right, again within 5 working days [default: not stated'],
    ['zhangjiagang', 'zh', '标识牌完好 [默认值，文件未规定]\n   适用类型: 工程类 [默认值，文件未规定]'],
    ['zhangjiagang', 'zh', '监督意见 [默认值，文件未规定]\n   责任岗位: 社区经办人'],
    ['zhangjiagang', 'zh', '现场照片 [参照 3.3 T18]\n   须附的环节: 验收 [参照 3.3 T18]'],
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
      '到期前可延期 1 次，须说明理由 [默认值，文件未规定]\n   由谁批准: 本环节责任岗位 [默认值，文件未规定]',
    );
  });

  test('another city is read out the same way', () => {
    const { programme, sources } = parseProgramme(fixtureText('eighth'), 'eighth.yaml');
    expect(describeProgramme(programme, sources, 'zh')).toContain('到会 3/4 以上 [邻里实事办法 6]');
    const words = describeProgramme(programme, sources, 'zh');
    expect(words).toContain('须在 2个工作小时内启动 [邻里实事办法 4]');
    expect(words).toContain(
      '到期前可延期 2 次，须说明理由 [邻里实事办法 15]\n   由谁批准: 街道（镇）负责人 [邻里实事办法 15]',
    );
    expect(words).toContain('怎样通知: 站内消息、邮件 [邻里实事办法 16]');
    expect(words).toContain('“请说明原因。” [邻里实事办法 16]');
    expect(words).toContain('催办晚于应发时间 60 秒即告警 [邻里实事办法 16]');
    expect(describeProgramme(programme, sources, 'en')).toContain(
      'by votes, skipping projects that exceed the budget',
    );
  });

  test.each(SEVEN)('%s: every value of the file is in a table, with its source', (code) => {
    const { programme, sources } = readShipped(code);
    const asked = new Set<string>();
    const watched = new Proxy(sources, {
      getOwnPropertyDescriptor: (target, key) => {
        asked.add(String(key));
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
    programmeTables(programme, watched);
    // A name belongs to what it names, an item without a name to its list, a condition to its track.
    const ofWhole = /\.(name|text|kind|zh|en|any|urgent|budget-below|track|grade|\d+)$/;
    const isRead = (path: string): boolean =>
      asked.has(path) || (ofWhole.test(path) && isRead(path.slice(0, path.lastIndexOf('.'))));
    const paths = Object.keys(sources);
    const leaves = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)));
    const unread = leaves.filter((path) => !path.endsWith('.id') && !isRead(path));
    const emptyLists = ['proposers.others'];
    expect(unread.filter((path) => !emptyLists.includes(path))).toEqual(['code', 'name.zh', 'name.en']);
  });

  test('no id of a file is shown to a reader, and a row has a cell under every heading', () => {
    for (const code of SEVEN) {
      const { programme, sources } = readShipped(code);
      for (const { columns, rows } of programmeTables(programme, sources)) {
        for (const { name, cells } of rows) {
          expect(cells).toHaveLength(columns.length - 1);
          const words = [name, ...cells.flat()].map((statement) => statement.words.zh);
          expect(words.filter((text) => /^[a-z][a-z0-9-]*$/.test(text))).toEqual([]);
          expect(words).not.toContain('');
        }
      }
    }
  });

  test('a source says what kind it is', () => {
    const say = sayer({
      a: 'ZJ10; law: 民法典 1259 (x)',
      b: 'practice: 3.5',
      c: 'default: not stated',
      d: 'doc: 办法 3',
    });
    const kinds = (path: string) =>
      say({ zh: '', en: '' }, path).from.map(({ kind, words }) => [kind, words.zh]);
    expect(kinds('a')).toEqual([
      ['rule', 'ZJ10'],
      ['law', '民法典 1259'],
    ]);
    expect(kinds('b')).toEqual([['practice', '参照 3.5']]);
    expect(kinds('c')).toEqual([['default', '默认值，文件未规定']]);
    expect(kinds('d')).toEqual([['paper', '办法 3']]);
    expect(kinds('constructor')).toEqual([['default', '默认值，文件未规定']]);
  });
});

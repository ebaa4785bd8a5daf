/**
 * What our own schemas say of input that does not fit, in Chinese, by the English that stands in the schema: zod words
 * the other faults in both languages. A test finds every one that is missing here.
 */
const CHINESE: Readonly<Record<string, string>> = {
  'expected letters, digits, "-" or "_"': '只能含字母、数字、“-”和“_”',
  'expected one line': '只能写一行，不能换行',
  'expected a date that exists, as YYYY-MM-DD': '应为存在的日期，格式为 YYYY-MM-DD',
  'expected a month, as YYYY-MM': '应为月份，格式为 YYYY-MM',
  'expected date, time and offset, such as 2026-02-12T16:30:00+08:00':
    '应写明日期、时间和时区，例如 2026-02-12T16:30:00+08:00',
  'expected the short name of a screen': '应为页面的短名称',
  'expected a query string': '应为网址中“?”后面的部分',
  'expected a change': '没有要修改的内容',
  'expected a number': '应为数字',
  'expected 1–64 letters, digits or _ . @ -': '应为 1–64 个字母、数字或 _ . @ -',
  'expected a mail address': '应为电子邮件地址',
  'expected each channel once': '每个渠道只能写一次',
  'expected a path of this site': '应为本站的路径',
  'expected a phone number': '应为电话号码',
  'expected a quarter, as 2026-Q4': '应为季度，例如 2026-Q4',
  'expected at least one part': '至少应有一个部分',
  'expected the id of an event of this stream': '应为本消息流中的序号',
  'expected a time of the form HH:MM': '应为时间，格式为 HH:MM',
  'expected 2–40 of a-z, 0-9 and "-"': '应为 2–40 个小写字母、数字或“-”',
  'expected a year of four digits': '应为四位数的年份',
  'expected a day not before fromDate': '不能早于开始日期',
  'expected 2–64 letters, digits or . _ @ -': '应为 2–64 个字母、数字或 . _ @ -',
  'expected a mainland mobile number of 11 digits': '应为 11 位的手机号码',
  'expected a number such as 20260304-7K3QX9MD': '应为回执编号，例如 20260304-7K3QX9MD',
  'expected a whole name or a whole phone number': '应为完整的姓名或电话号码',
  'expected whole fen': '金额最多到分',
  'expected the id of a clock, such as stage.town-review.1': '应为计时的编号，例如 stage.town-review.1',
  'expected satisfied ≤ answered ≤ asked': '满意数不能多于回答数，回答数不能多于调查数',
};

/** A fault of the input in the language of the request. */
export function inputWords(english: string, language: 'zh' | 'en'): string {
  return language === 'en' ? english : (CHINESE[english] ?? english);
}

/** Whether there is Chinese for it. */
export const hasChinese = (english: string): boolean => english in CHINESE;

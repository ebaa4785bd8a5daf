/** Text for people, in both languages of the product. */
export interface Words {
  zh: string;
  en: string;
}

/**
 * Everything the product can refuse, and the title each refusal carries wherever it is shown.
 * The status a refusal has over HTTP is not decided here but in `api/problem.ts`.
 */
export const REFUSALS = {
  // the request itself
  'malformed-request': { zh: '请求无法读取', en: 'The request cannot be read' },
  'invalid-input': { zh: '填写内容有误', en: 'Some of the input is not valid' },
  'text-not-storable': {
    zh: '文字中含有无法保存的字符',
    en: 'The text contains characters that cannot be kept',
  },
  'cursor-invalid': { zh: '翻页标记无效', en: 'The page cursor is not valid' },
  'key-missing': { zh: '缺少 Idempotency-Key', en: 'Idempotency-Key is missing' },
  'key-reused': {
    zh: '同一 Idempotency-Key 已用于另一请求',
    en: 'This Idempotency-Key was used for another request',
  },
  'now-refused': { zh: '不接受指定的当前时间', en: 'The given time is not accepted' },
  'too-large': { zh: '请求内容过大', en: 'The request is too large' },
  'too-many-lines': { zh: '导出内容过多', en: 'There is too much to export' },
  'media-type-unsupported': { zh: '不支持的内容类型', en: 'The content type is not supported' },
  'not-found': { zh: '没有找到', en: 'Not found' },
  'method-not-allowed': { zh: '此地址不支持该方法', en: 'This address does not take that method' },
  // who is asking
  'not-signed-in': { zh: '请先登录', en: 'Please sign in' },
  'sign-in-failed': { zh: '用户名或密码不正确', en: 'The sign-in name or the password is not right' },
  'too-many-tries': { zh: '尝试次数过多，请稍后再试', en: 'Too many tries, please wait' },
  'foreign-origin': { zh: '请求来自其他网站', en: 'The request comes from another site' },
  forbidden: { zh: '没有权限', en: 'Not allowed' },
  'oidc-failed': { zh: '统一身份认证未成功', en: 'Single sign-on did not succeed' },
  'oidc-unknown-person': { zh: '统一身份账号尚未登记', en: 'This single sign-on account is not registered' },
  // people and organisations
  'already-exists': { zh: '已经存在', en: 'It exists already' },
  'unknown-reference': { zh: '所填的对象不存在', en: 'Something that was named does not exist' },
  'level-order': { zh: '组织层级不符', en: 'The level does not fit below the parent' },
  'password-weak': { zh: '密码过于简单', en: 'The password is too weak' },
  'substitute-refused': { zh: '不能这样代班', en: 'This substitution is not possible' },
  'too-many-views': { zh: '保存的视图过多', en: 'Too many views are saved' },
  'too-many-streams': { zh: '同时打开的页面过多', en: 'Too many pages are open at once' },
  'posts-clash': { zh: '岗位不能兼任', en: 'These posts cannot be held by one person' },
  // programmes, calendar, suggestions
  'programme-invalid': { zh: '项目制度文件有误', en: 'The programme file is not valid' },
  'calendar-year-missing': { zh: '日历中没有该年', en: 'The calendar does not hold that year' },
  'calendar-invalid': { zh: '放假通知内容有误', en: 'The holiday notice is not valid' },
  'calendar-not-published': { zh: '放假通知尚未发布', en: 'The holiday notice is not out' },
  'calendar-not-newer': { zh: '日历没有更新', en: 'This is not newer than the calendar in force' },
  'rollout-running': { zh: '期限正在重算', en: 'Deadlines are being moved' },
  'rollout-over': { zh: '重算已结束', en: 'The rollout is over' },
  'population-changed': { zh: '总体名单已被改动', en: 'The population was changed' },
  'closure-needless': { zh: '该日无需调整', en: 'The day is so already' },
  'proposer-too-young': {
    zh: '建议人未达到规定年龄',
    en: 'The proposer is below the age the programme sets',
  },
  'notice-not-shown': { zh: '尚未告知个人信息处理规则', en: 'The privacy notice was not shown' },
  // cases (domain.md 3.3)
  'not-now': { zh: '当前状态不能办理', en: 'This does not fit the case now' },
  'not-your-command': { zh: '不是您的办理事项', en: 'This is for somebody else to do' },
  'same-person': { zh: '须由他人办理', en: 'A second person must do this' },
  'case-ended': { zh: '事项已结束', en: 'The case has ended' },
  'changed-meanwhile': { zh: '事项已被他人更新', en: 'The case has changed meanwhile' },
  'unknown-value': { zh: '所填的值不在可选范围', en: 'This value is not one of the choices' },
  'value-required': { zh: '缺少必填内容', en: 'Something that is needed is missing' },
  'not-in-programme': { zh: '本项目制度不适用', en: 'The programme does not provide for this' },
  'quorum-not-met': { zh: '未达法定人数', en: 'The quorum is not met' },
  'count-wrong': { zh: '数字不符', en: 'The numbers do not add up' },
  'tie-undecided': { zh: '票数相同待定', en: 'The tie is not decided' },
  'evidence-missing': { zh: '缺少材料', en: 'Documents are missing' },
  'cap-exceeded': { zh: '超过限额', en: 'Above the cap' },
  'amount-over-approved': { zh: '超过批准金额', en: 'More than was approved' },
  'amount-over-contract': { zh: '超过合同金额', en: 'More than the contract' },
  'notice-not-ended': { zh: '公示期未满', en: 'The notice has not ended' },
  'objection-open': { zh: '异议未答复', en: 'Objections are not answered' },
  'date-out-of-order': { zh: '日期先后不符', en: 'The dates are out of order' },
  'file-refused': { zh: '文件不符合要求', en: 'The file is not accepted' },
  // ourselves
  unavailable: { zh: '暂时无法办理，请稍后重试', en: 'Not available at the moment, please try again' },
  internal: { zh: '系统内部错误', en: 'Something went wrong inside' },
} as const satisfies Record<string, Words>;

export type RefusalCode = keyof typeof REFUSALS;

/** One faulty place of the input; `pointer` is a JSON pointer (RFC 6901) into the body, or into `query`, `params`. */
export interface FieldFault {
  pointer: string;
  /** Words are told in the language of whoever asks; a string is told as it is: names, ids, what zod has worded already. */
  message: string | Words;
}

/** Members for the caller's program: what was missing, which field, the case's current seq. Never personal data. */
export interface RefusalDetails {
  readonly errors?: readonly FieldFault[];
  readonly retryAfterSeconds?: number;
  readonly [member: string]: unknown;
}

/** The one way to say no. It changes nothing, and the same code reads the same everywhere. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** What is wrong this time, and what would be right; null when the title of the code says it all. */
  readonly detail: Words | null;

  constructor(
    readonly code: RefusalCode,
    detail?: Words | string,
    readonly details: RefusalDetails = {},
  ) {
    const words = typeof detail === 'string' ? { zh: detail, en: detail } : (detail ?? null);
    super(words?.en ?? REFUSALS[code].en);
    this.detail = words;
  }
}

/** A refusal that is about one place of the input: its words are told there as well. */
export function refusalAt(code: RefusalCode, pointer: string, words: Words): Refusal {
  return new Refusal(code, words, { errors: [{ pointer, message: words }] });
}

/** By name and code, because `instanceof` does not survive two copies of a module. */
export function isRefusal(error: unknown): error is Refusal {
  return (
    error instanceof Error && error.name === 'Refusal' && 'code' in error && String(error.code) in REFUSALS
  );
}

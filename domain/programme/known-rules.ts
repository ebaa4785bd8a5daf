/** The rules read from the five articles, by the prefix of their ids; a number may have lettered additions. */
const LAST_NUMBER = { XH: 32, ZJ: 31, CA: 13, CB: 8, CC: 1, LG: 24, NT: 15 } as const;
const LETTERED: readonly string[] = ['XH18a', 'XH28a'];

const RULE_ID = /^(XH|ZJ|CA|CB|CC|LG|NT)([1-9]\d{0,2})([a-z]?)$/;

/** The programmes whose articles the rules above were read from. Any other city cites its own papers. */
export const SEED_PROGRAMMES: readonly string[] = [
  'xihu',
  'zhangjiagang',
  'changchun-yangguang',
  'changchun-yingjun',
  'changchun-dongfeng',
  'longgang',
  'nantong',
];

/** Whether the text is written like a rule id, e.g. `ZJ10` or `XH18a`. */
export function isRuleId(text: string): boolean {
  return RULE_ID.test(text);
}

/** Whether a rule of this id was read from the articles. */
export function isKnownRule(text: string): boolean {
  const match = RULE_ID.exec(text);
  if (match === null) return false;
  if (match[3] !== '') return LETTERED.includes(text);
  return Number(match[2]) <= LAST_NUMBER[match[1] as keyof typeof LAST_NUMBER];
}

import { endpointProblem, type Group, type Source } from './group';

export interface SmsConfig {
  readonly endpoint: string;
  readonly keyId: string;
  readonly keySecret: string;
  readonly sign: string;
  readonly template: string;
  readonly variables: readonly string[];
  readonly receiptTemplate: string | null;
}

const ALIYUN = 'https://dysmsapi.aliyuncs.com';
/** Gateways refuse an address as a value: the template holds it. */
const USUAL_VARIABLES = 'number,count';
/** What a message can fill in. */
const VARIABLES = ['number', 'count'];
const REQUIRED = [
  'BANJIE_SMS_KEY_ID',
  'BANJIE_SMS_KEY_SECRET',
  'BANJIE_SMS_SIGN',
  'BANJIE_SMS_TEMPLATE',
] as const;
const OPTIONAL = ['BANJIE_SMS_ENDPOINT', 'BANJIE_SMS_VARIABLES', 'BANJIE_SMS_RECEIPT_TEMPLATE'] as const;

/** An SMS gateway: keys, the approved signature and the approved template, all or none. */
export function smsGroup(env: Source): Group<SmsConfig | null> {
  const present = [...REQUIRED, ...OPTIONAL].find((name) => env[name]);
  if (!present) return { value: null, problems: [] };
  const problems = REQUIRED.filter((name) => !env[name]).map(
    (name) => `${name} is missing although ${present} is set: give all of BANJIE_SMS_… or none`,
  );
  const endpoint = env['BANJIE_SMS_ENDPOINT'] || ALIYUN;
  const wrong = endpointProblem('BANJIE_SMS_ENDPOINT', endpoint);
  if (wrong !== null) problems.push(wrong);
  const variables = (env['BANJIE_SMS_VARIABLES'] || USUAL_VARIABLES).split(',').map((name) => name.trim());
  if (variables.some((name) => !VARIABLES.includes(name))) {
    problems.push(`BANJIE_SMS_VARIABLES must be some of ${VARIABLES.join(', ')}, with commas between`);
  }
  const [keyId, keySecret, sign, template] = REQUIRED.map((name) => env[name]);
  if (problems.length > 0 || !keyId || !keySecret || !sign || !template) return { value: null, problems };
  const receiptTemplate = env['BANJIE_SMS_RECEIPT_TEMPLATE'] || null;
  return { value: { endpoint, keyId, keySecret, sign, template, variables, receiptTemplate }, problems };
}

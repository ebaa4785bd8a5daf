import { z } from 'zod';
import { endpointProblem, languageOf, named, type Group, type Language, type Source } from './group';

const WECOM = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send';
const DINGTALK = 'https://oapi.dingtalk.com/robot/send';

const key = z
  .string({ error: 'must be the key of the robot, as text' })
  .regex(/^[\w-]{1,128}$/, 'must be the part of its address after key=, not the whole address');

const signedRobot = z.strictObject(
  {
    token: z
      .string({ error: 'is missing: the access_token of the robot' })
      .regex(/^\w{1,128}$/, 'must be the part of its address after access_token='),
    secret: z
      .string({ error: 'is missing: the signing secret of the robot' })
      .regex(/^\S{1,128}$/, 'must be one word, as DingTalk shows it'),
  },
  { error: 'must be {"token": …, "secret": …}' },
);

const LEAST_SECRET = 16;
const hook = z.strictObject(
  {
    url: z.string({ error: 'is missing' }).superRefine((text, context) => {
      const problem = endpointProblem('', text, { plain: true });
      if (problem !== null) context.addIssue(problem.trim());
    }),
    secret: z
      .string({ error: 'is missing: it signs each message' })
      .min(LEAST_SECRET, `must have at least ${LEAST_SECRET} characters`),
  },
  { error: 'must be {"url": …, "secret": …}' },
);

/** Group robots of WeCom 企业微信: organisation id → key. */
export function wecomGroup(env: Source) {
  return robots(env, 'BANJIE_WECOM', WECOM, key);
}

/** Group robots of DingTalk 钉钉: organisation id → token and secret. */
export function dingtalkGroup(env: Source) {
  return robots(env, 'BANJIE_DINGTALK', DINGTALK, signedRobot);
}

/** Systems that take signed messages: name → address and secret. Plain http is allowed, within a city's own network. */
export function webhookGroup(env: Source): Group<{
  readonly language: Language;
  readonly hooks: Readonly<Record<string, z.output<typeof hook>>>;
} | null> {
  const { value, problems } = named(env, 'BANJIE_WEBHOOKS', hook);
  const language = languageOf(env, 'BANJIE_WEBHOOKS');
  return {
    value: value && { language: language.value, hooks: value },
    problems: [...problems, ...language.problems],
  };
}

function robots<T>(
  env: Source,
  prefix: string,
  usual: string,
  schema: z.ZodType<T>,
): Group<{
  readonly endpoint: string;
  readonly language: Language;
  readonly robots: Readonly<Record<string, T>>;
} | null> {
  const { value, problems } = named(env, `${prefix}_ROBOTS`, schema);
  const endpoint = env[`${prefix}_ENDPOINT`] || usual;
  const wrong = endpointProblem(`${prefix}_ENDPOINT`, endpoint);
  const language = languageOf(env, prefix);
  return {
    value: value && { endpoint, language: language.value, robots: value },
    problems: [...problems, ...(wrong === null ? [] : [wrong]), ...language.problems],
  };
}

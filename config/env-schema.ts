import { z } from 'zod';

const MEBIBYTE = 1024 * 1024;

const flag = z
  .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
  .transform((v) => v === 'true' || v === '1');
const whole = (least: number, most: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^-?\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be between ${least} and ${most}`);
const url = z.url({ error: 'must be a URL' });
const text = z.string().min(1);

const quietHours = z
  .string()
  .regex(
    /^(1[2-9]|2[0-3])-([0-9]|1[0-2])$/,
    'must be two full hours, the evening and the morning, such as 21-8',
  )
  .transform((value) => {
    const [from = 0, until = 0] = value.split('-').map(Number);
    return { from, until };
  });
/** Residents are left in peace from nine in the evening to eight in the morning. */
const QUIET_HOURS = { from: 21, until: 8 };

const postgresUrl = z
  .string({ error: 'is required: the PostgreSQL connection, postgresql://user:password@host:port/database' })
  .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://');

/** Every variable there is. A missing one means its default; an empty one counts as missing. */
export const envSchema = z.object({
  DATABASE_URL: postgresUrl,
  BANJIE_DATABASE_OWNER_URL: postgresUrl.optional(),
  BANJIE_DATABASE_POOL: whole(1, 200).default(16),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/]+:\d+$/, 'must be host:port')
    .default('127.0.0.1:7233'),
  BANJIE_TEMPORAL_NAMESPACE: text.default('banjie'),
  BANJIE_TEMPORAL_TASK_QUEUE: text.default('banjie'),
  BANJIE_API_HOST: text.default('127.0.0.1'),
  BANJIE_API_PORT: whole(0, 65_535).default(8080),
  BANJIE_API_PUBLIC_URL: url.optional(),
  BANJIE_API_TRUST_PROXY: whole(0, 10).default(0),
  BANJIE_SESSION_SECRET: z
    .string({ error: 'is required: at least 32 random characters that sign the session cookie' })
    .min(32, 'must have at least 32 characters'),
  BANJIE_SESSION_COOKIE_SECURE: flag.optional(),
  BANJIE_OIDC_ISSUER: url.optional(),
  BANJIE_OIDC_CLIENT_ID: text.optional(),
  BANJIE_OIDC_CLIENT_SECRET: text.optional(),
  BANJIE_OIDC_LABEL: text.optional(),
  BANJIE_FILES_FOLDER: text.optional(),
  BANJIE_S3_ENDPOINT: url.optional(),
  BANJIE_S3_BUCKET: text.optional(),
  BANJIE_S3_REGION: text.optional(),
  BANJIE_S3_ACCESS_KEY_ID: text.optional(),
  BANJIE_S3_SECRET_ACCESS_KEY: text.optional(),
  BANJIE_S3_FORCE_PATH_STYLE: flag.optional(),
  BANJIE_SMTP_URL: text.optional(),
  BANJIE_MAIL_FROM: text.optional(),
  BANJIE_WECOM_ROBOTS: text.optional(),
  BANJIE_WECOM_ENDPOINT: text.optional(),
  BANJIE_WECOM_LANGUAGE: text.optional(),
  BANJIE_DINGTALK_ROBOTS: text.optional(),
  BANJIE_DINGTALK_ENDPOINT: text.optional(),
  BANJIE_DINGTALK_LANGUAGE: text.optional(),
  BANJIE_SMS_ENDPOINT: text.optional(),
  BANJIE_SMS_KEY_ID: text.optional(),
  BANJIE_SMS_KEY_SECRET: text.optional(),
  BANJIE_SMS_SIGN: text.optional(),
  BANJIE_SMS_TEMPLATE: text.optional(),
  BANJIE_SMS_VARIABLES: text.optional(),
  BANJIE_SMS_RECEIPT_TEMPLATE: text.optional(),
  BANJIE_WEBHOOKS: text.optional(),
  BANJIE_WEBHOOKS_LANGUAGE: text.optional(),
  BANJIE_QUIET_HOURS: quietHours.default(QUIET_HOURS),
  BANJIE_FILE_MAX_BYTES: whole(1, 1024 * MEBIBYTE).default(20 * MEBIBYTE),
  BANJIE_SIMULATION: flag.default(false),
  BANJIE_SIMULATION_SHIFT_MS: whole(-1e13, 1e13).default(0),
  BANJIE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  BANJIE_DEMO: flag.default(false),
  BANJIE_LEDGER_SWEEP_MS: whole(100, 600_000).default(5_000),
  BANJIE_LEDGER_BATCH: whole(1, 5_000).default(200),
  BANJIE_FIGURES_FEW_CASES: whole(1, 1_000).default(5),
  BANJIE_ROLLOUT_BATCH: whole(1, 1_000).default(200),
  BANJIE_ROLLOUT_PAUSE_MS: whole(0, 60_000).default(200),
});

export type Env = z.output<typeof envSchema>;

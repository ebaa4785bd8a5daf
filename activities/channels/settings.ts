import type { Language } from '../../domain/language';

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS when the server offers it. */
  readonly secure: boolean;
  /** Refuses to go on without TLS. */
  readonly requireTls: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: { readonly name: string; readonly address: string };
}

export interface WecomSettings {
  readonly endpoint: string;
  /** In which its groups are written to. */
  readonly language: Language;
  /** Key of each robot, by its name: the id of the organisation whose group it sits in. */
  readonly robots: Readonly<Record<string, string>>;
}

export interface DingtalkSettings {
  readonly endpoint: string;
  /** In which its groups are written to. */
  readonly language: Language;
  readonly robots: Readonly<Record<string, { readonly token: string; readonly secret: string }>>;
}

export interface SmsSettings {
  readonly endpoint: string;
  readonly keyId: string;
  readonly keySecret: string;
  /** The approved signature, shown in 【】 before the text. */
  readonly sign: string;
  readonly template: string;
  /** Names of the values that the approved template has places for. */
  readonly variables: readonly string[];
  /** Another approved template, for residents: one place, `receipt`. Null = they get the same as staff. */
  readonly receiptTemplate: string | null;
}

export interface WebhookSettings {
  /** Of the title and the lines. */
  readonly language: Language;
  readonly hooks: Readonly<Record<string, { readonly url: string; readonly secret: string }>>;
}

/** What the environment says of the channels; null = not configured. Made in `config/channels.ts`. */
export interface ChannelSettings {
  readonly mail: MailSettings | null;
  readonly wecom: WecomSettings | null;
  readonly dingtalk: DingtalkSettings | null;
  readonly sms: SmsSettings | null;
  readonly webhook: WebhookSettings | null;
}
